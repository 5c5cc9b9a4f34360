package io.github.failpoint.aop;

import java.lang.reflect.Type;

import io.github.failpoint.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Reads JSON as a type, with the application's own mapper if it has one, made strict: an
 * unknown property is a mistake, and no class is chosen by its name.
 */
interface JsonReader {

	@Nullable Object read(String json, Type type) throws ValueConversionException;

	/**
	 * Return a reader that uses the newest Jackson that the application has.
	 * @param beanFactory the factory with the application's mapper
	 * @return the reader, or {@code null} without Jackson
	 */
	static @Nullable JsonReader find(ConfigurableBeanFactory beanFactory) {
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		if (ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", classLoader)) {
			return Jackson3Reader.create(beanFactory);
		}
		if (ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", classLoader)) {
			return Jackson2Reader.create(beanFactory);
		}
		return null;
	}

	static ValueConversionException unreadable(String json, Type type, String reason, Exception cause) {
		return new ValueConversionException(json + " is not a " + type.getTypeName() + ": " + reason, cause);
	}

}
