package io.github.failpoint.aop;

import java.lang.reflect.Type;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.failpoint.ValueConversionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Reads JSON as a type, with the application's own mapper if it has one, made strict: an
 * unknown property is a mistake, and no class is chosen by its name.
 */
interface JsonReader {

	@Nullable Object read(String json, Type type) throws ValueConversionException;

	static @Nullable JsonReader find(BeanFactory beanFactory) {
		ClassLoader classLoader = JsonReader.class.getClassLoader();
		if (ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", classLoader)) {
			return Jackson3.create(beanFactory);
		}
		if (ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", classLoader)) {
			return Jackson2.create(beanFactory);
		}
		return null;
	}

	/**
	 * With Jackson 3.
	 *
	 * @param mapper the mapper
	 */
	record Jackson3(JsonMapper mapper) implements JsonReader {

		static JsonReader create(BeanFactory beanFactory) {
			JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique(JsonMapper::new);
			return new Jackson3(mapper.rebuild()
				.deactivateDefaultTyping()
				.polymorphicTypeValidator(
						tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator.builder().build())
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
				throw new ValueConversionException(
						json + " is not a " + type.getTypeName() + ": " + ex.getOriginalMessage(), ex);
			}
		}

	}

	/**
	 * With Jackson 2.
	 *
	 * @param mapper the mapper
	 */
	record Jackson2(com.fasterxml.jackson.databind.ObjectMapper mapper) implements JsonReader {

		static JsonReader create(BeanFactory beanFactory) {
			com.fasterxml.jackson.databind.ObjectMapper mapper = beanFactory
				.getBeanProvider(com.fasterxml.jackson.databind.ObjectMapper.class)
				.getIfUnique(com.fasterxml.jackson.databind.ObjectMapper::new);
			return new Jackson2(mapper.copy()
				.deactivateDefaultTyping()
				.setPolymorphicTypeValidator(
						com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator.builder().build())
				.enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
		}

		@Override
		public @Nullable Object read(String json, Type type) throws ValueConversionException {
			try {
				return this.mapper.readValue(json, this.mapper.constructType(type));
			}
			catch (JsonProcessingException ex) {
				throw new ValueConversionException(
						json + " is not a " + type.getTypeName() + ": " + ex.getOriginalMessage(), ex);
			}
		}

	}

}
