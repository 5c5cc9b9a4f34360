package io.github.failpoint.value;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.KotlinDetector;

/**
 * Finds the one way to make a class of data: what is marked for JSON, else what says by
 * its shape that it only takes the parts. Any other constructor or method could do
 * anything.
 */
final class Creators {

	private Creators() {
	}

	static Executable find(Class<?> type) throws ValueConversionException {
		List<Executable> marked = Stream.<Executable>concat(Stream.of(type.getDeclaredConstructors()), factories(type))
			.filter(JacksonAnnotations::isCreator)
			.toList();
		if (marked.size() > 1) {
			throw new ValueConversionException("several of its constructors are marked with @JsonCreator");
		}
		if (marked.size() == 1) {
			return marked.get(0);
		}
		Constructor<?> natural = natural(type);
		return (natural != null) ? natural : plain(type);
	}

	private static Stream<Method> factories(Class<?> type) {
		return Stream.of(type.getDeclaredMethods())
			.filter((method) -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type);
	}

	private static @Nullable Constructor<?> natural(Class<?> type) {
		if (type.isRecord()) {
			return declared(type,
					Stream.of(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new));
		}
		boolean data = KotlinDetector.isKotlinType(type)
				&& Stream.of(type.getDeclaredMethods()).anyMatch((method) -> method.getName().equals("component1"));
		return data ? BeanUtils.findPrimaryConstructor(type) : null;
	}

	private static Constructor<?> plain(Class<?> type) throws ValueConversionException {
		Constructor<?> empty = declared(type);
		if (empty != null) {
			return empty;
		}
		List<Constructor<?>> several = Stream.of(type.getDeclaredConstructors())
			.filter((constructor) -> !constructor.isSynthetic() && constructor.getParameterCount() >= 2)
			.toList();
		if (several.size() != 1) {
			throw new ValueConversionException("it is no record, has no constructor marked with @JsonCreator, no empty "
					+ "one, and not exactly one with several parameters");
		}
		return several.get(0);
	}

	private static @Nullable Constructor<?> declared(Class<?> type, Class<?>... parameters) {
		try {
			return type.getDeclaredConstructor(parameters);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

}
