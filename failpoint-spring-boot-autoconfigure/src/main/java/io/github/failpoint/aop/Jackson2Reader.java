package io.github.failpoint.aop;

import java.lang.reflect.Type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import io.github.failpoint.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Reads JSON with Jackson 2.
 *
 * @param mapper the strict mapper
 */
record Jackson2Reader(ObjectMapper mapper) implements JsonReader {

	static JsonReader create(BeanFactory beanFactory) {
		ObjectMapper mapper = beanFactory.getBeanProvider(ObjectMapper.class).getIfUnique(ObjectMapper::new);
		return new Jackson2Reader(mapper.copy()
			.deactivateDefaultTyping()
			.setPolymorphicTypeValidator(new NoClassNames())
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
	}

	@Override
	public @Nullable Object read(String json, Type type) throws ValueConversionException {
		try {
			return this.mapper.readValue(json, this.mapper.constructType(type));
		}
		catch (JsonProcessingException ex) {
			throw JsonReader.unreadable(json, type, ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Does not even load a class that JSON names.
	 */
	private static final class NoClassNames extends PolymorphicTypeValidator.Base {

		private static final long serialVersionUID = 1L;

		@Override
		public Validity validateBaseType(MapperConfig<?> config, JavaType type) {
			return Validity.DENIED;
		}

	}

}
