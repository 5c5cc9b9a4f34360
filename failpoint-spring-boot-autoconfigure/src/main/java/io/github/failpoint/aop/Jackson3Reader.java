package io.github.failpoint.aop;

import java.lang.reflect.Type;

import io.github.failpoint.ValueConversionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

import org.springframework.beans.factory.BeanFactory;

/**
 * Reads JSON with Jackson 3.
 *
 * @param mapper the strict mapper
 */
record Jackson3Reader(JsonMapper mapper) implements JsonReader {

	static JsonReader create(BeanFactory beanFactory) {
		JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique(JsonMapper::new);
		return new Jackson3Reader(mapper.rebuild()
			.deactivateDefaultTyping()
			.polymorphicTypeValidator(new NoClassNames())
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build());
	}

	@Override
	public @Nullable Object read(String json, Type type) throws ValueConversionException {
		try {
			return this.mapper.readValue(json, this.mapper.constructType(type));
		}
		catch (JacksonException ex) {
			throw JsonReader.unreadable(json, type, ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Does not even load a class that JSON names.
	 */
	private static final class NoClassNames extends PolymorphicTypeValidator.Base {

		private static final long serialVersionUID = 1L;

		@Override
		public Validity validateBaseType(DatabindContext context, JavaType type) {
			return Validity.DENIED;
		}

	}

}
