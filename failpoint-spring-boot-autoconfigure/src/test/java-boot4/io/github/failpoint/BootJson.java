package io.github.failpoint;

import java.util.function.Supplier;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;

/**
 * A module of Jackson 3, which Spring Boot 4 prefers.
 */
@SuppressWarnings("serial")
public class BootJson extends SimpleModule {

	/**
	 * A mapper that makes whatever class the JSON names.
	 */
	public static Object openMapper() {
		return JsonMapper.builder()
			.activateDefaultTyping(
					BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).allowIfSubType("").build(),
					DefaultTyping.NON_FINAL)
			.build();
	}

	public <T> BootJson read(Class<T> type, Supplier<? extends T> value) {
		addDeserializer(type, new ValueDeserializer<T>() {

			@Override
			public T deserialize(JsonParser parser, DeserializationContext context) {
				parser.skipChildren();
				return value.get();
			}

		});
		return this;
	}

}
