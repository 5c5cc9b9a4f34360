package io.github.failpoint;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How the exceptions of one type are made.
 *
 * @param constructor the constructor
 * @param shape what it takes
 */
record ThrowableConstructor(Constructor<? extends Throwable> constructor, Shape shape) {

	private static final String STATUS_CODE = "org.springframework.http.HttpStatusCode";

	private static final String HEADERS = "org.springframework.http.HttpHeaders";

	private static final Comparator<ThrowableConstructor> BEST_FIRST = Comparator.comparing(ThrowableConstructor::shape)
		.thenComparing((candidate) -> candidate.constructor.getParameterCount())
		.thenComparing((candidate) -> Arrays.toString(candidate.constructor.getParameterTypes()));

	/**
	 * Find the constructor that fits best.
	 * @return the constructor, or {@code null} if none fits
	 */
	static @Nullable ThrowableConstructor of(Class<? extends Throwable> type) {
		return constructors(type).filter((candidate) -> candidate.shape != Shape.OTHER)
			.filter((candidate) -> candidate.constructor.trySetAccessible())
			.min(BEST_FIRST)
			.orElse(null);
	}

	@SuppressWarnings("unchecked")
	private static Stream<ThrowableConstructor> constructors(Class<? extends Throwable> type) {
		boolean isAbstract = Modifier.isAbstract(type.getModifiers());
		return isAbstract ? Stream.empty() : Stream
			.of((Constructor<? extends Throwable>[]) type.getDeclaredConstructors())
			.map((constructor) -> new ThrowableConstructor(constructor, Shape.of(constructor.getParameterTypes())));
	}

	boolean takesStatus() {
		return this.shape == Shape.STATUS_FIRST;
	}

	Throwable newInstance(ThrowableMessage message) {
		String name = this.constructor.getDeclaringClass().getName();
		try {
			Class<?>[] types = this.constructor.getParameterTypes();
			return this.constructor.newInstance(
					IntStream.range(0, types.length).mapToObj((index) -> argument(types[index], message)).toArray());
		}
		catch (InvocationTargetException ex) {
			return new IllegalStateException("Constructor of " + name + " failed", ex.getTargetException());
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return new IllegalStateException("Constructor of " + name + " cannot be called", ex);
		}
	}

	/**
	 * {@code UncheckedIOException} and its like insist on a cause, and
	 * {@code ParseException} on a position.
	 */
	private @Nullable Object argument(Class<?> type, ThrowableMessage message) {
		if (type == String.class) {
			return message.text();
		}
		if (type == int.class) {
			return takesStatus() ? message.status() : 0;
		}
		if (type.getName().equals(STATUS_CODE)) {
			return statusCode(type, message.status());
		}
		if (type == IOException.class) {
			return new IOException(message.text());
		}
		return (type == byte[].class) ? new byte[0] : null;
	}

	private static Object statusCode(Class<?> type, int status) {
		try {
			return type.getMethod("valueOf", int.class).invoke(null, status);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("There is no status " + status, ex);
		}
	}

	/**
	 * What a constructor takes, the best first.
	 */
	enum Shape {

		/**
		 * A message.
		 */
		MESSAGE,

		/**
		 * A message and a cause.
		 */
		MESSAGE_AND_CAUSE,

		/**
		 * A status, a message, and what may be missing.
		 */
		STATUS_FIRST,

		/**
		 * A message and a number.
		 */
		MESSAGE_AND_NUMBER,

		/**
		 * Nothing.
		 */
		NOTHING,

		/**
		 * Something else.
		 */
		OTHER;

		static Shape of(Class<?>[] types) {
			if (types.length == 0) {
				return NOTHING;
			}
			if (types[0] == String.class) {
				return messageFirst(types);
			}
			boolean status = types.length > 1 && types[1] == String.class
					&& (types[0] == int.class || types[0].getName().equals(STATUS_CODE));
			return (status && Stream.of(types).skip(2).allMatch(Shape::mayBeMissing)) ? STATUS_FIRST : OTHER;
		}

		private static Shape messageFirst(Class<?>[] types) {
			if (types.length == 1) {
				return MESSAGE;
			}
			if (types.length > 2) {
				return OTHER;
			}
			return Throwable.class.isAssignableFrom(types[1]) ? MESSAGE_AND_CAUSE
					: (types[1] == int.class) ? MESSAGE_AND_NUMBER : OTHER;
		}

		private static boolean mayBeMissing(Class<?> type) {
			return Throwable.class.isAssignableFrom(type) || type == byte[].class || type == Charset.class
					|| type.getName().equals(HEADERS);
		}

	}

}
