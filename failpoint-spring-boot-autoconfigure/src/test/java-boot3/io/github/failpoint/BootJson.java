package io.github.failpoint;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper.DefaultTyping;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * A module of Jackson 2, the one of Spring Boot 3.
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
		addDeserializer(type, new JsonDeserializer<T>() {

			@Override
			public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
				parser.skipChildren();
				return value.get();
			}

		});
		return this;
	}

}
