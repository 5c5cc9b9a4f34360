package io.github.failpoint.value;

import java.util.List;
import java.util.Map;

import io.github.failpoint.convert.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The names that the members of a class have in JSON, as a copy of the application's
 * mapper sees them: it is asked for names, and reads nothing.
 */
interface JsonNames {

	/**
	 * Return the names, with aliases, by those in the source.
	 * @throws ValueConversionException if the mapper does not understand the class
	 */
	Map<String, List<String>> of(Class<?> type) throws ValueConversionException;

	static boolean isPresent(@Nullable ClassLoader classLoader) {
		return hasJackson3(classLoader) || hasJackson2(classLoader);
	}

	/**
	 * Return the names of the newest Jackson that the application has.
	 * @param beanFactory the factory with the application's mapper
	 * @return the names, or {@code null} without Jackson
	 */
	static @Nullable JsonNames find(ConfigurableBeanFactory beanFactory) {
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		if (hasJackson3(classLoader)) {
			return Jackson3Names.create(beanFactory);
		}
		return hasJackson2(classLoader) ? Jackson2Names.create(beanFactory) : null;
	}

	private static boolean hasJackson3(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", classLoader);
	}

	private static boolean hasJackson2(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", classLoader);
	}

}
