package io.github.failpoint;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions of one type: with a constructor that takes a message, a message
 * and a cause, or nothing, in this order.
 */
final class ThrowableFactory {

	private final Class<? extends Throwable> type;

	private final Constructor<? extends Throwable> constructor;

	private ThrowableFactory(Class<? extends Throwable> type, Constructor<? extends Throwable> constructor) {
		this.type = type;
		this.constructor = constructor;
	}

	static @Nullable ThrowableFactory of(Class<? extends Throwable> type) {
		if (Modifier.isAbstract(type.getModifiers())) {
			return null;
		}
		return constructors(type).filter((constructor) -> rank(constructor) >= 0)
			.filter(Constructor::trySetAccessible)
			.min(Comparator.comparingInt(ThrowableFactory::rank))
			.map((constructor) -> new ThrowableFactory(type, constructor))
			.orElse(null);
	}

	@SuppressWarnings("unchecked")
	private static Stream<Constructor<? extends Throwable>> constructors(Class<? extends Throwable> type) {
		return Stream.of((Constructor<? extends Throwable>[]) type.getDeclaredConstructors());
	}

	private static int rank(Constructor<?> constructor) {
		Class<?>[] parameters = constructor.getParameterTypes();
		if (parameters.length == 0) {
			return 2;
		}
		if (parameters[0] != String.class || parameters.length > 2) {
			return -1;
		}
		return (parameters.length == 1) ? 0 : Throwable.class.isAssignableFrom(parameters[1]) ? 1 : -1;
	}

	Class<? extends Throwable> type() {
		return this.type;
	}

	Throwable create(String message) {
		try {
			return switch (rank(this.constructor)) {
				case 0 -> this.constructor.newInstance(message);
				case 1 -> this.constructor.newInstance(message, cause(message));
				default -> this.constructor.newInstance();
			};
		}
		catch (InvocationTargetException ex) {
			return new IllegalStateException("Constructor of " + this.type.getName() + " failed",
					ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			return new IllegalStateException("Constructor of " + this.type.getName() + " cannot be called", ex);
		}
	}

	/**
	 * {@code UncheckedIOException} and its like insist on a cause.
	 */
	private @Nullable Throwable cause(String message) {
		return (this.constructor.getParameterTypes()[1] == IOException.class) ? new IOException(message) : null;
	}

	String uncheckedSibling() {
		if (IOException.class.isAssignableFrom(this.type)) {
			return "UncheckedIOException";
		}
		return this.type.getName().startsWith("java.sql.") ? "DataAccessResourceFailureException"
				: "IllegalStateException";
	}

	/**
	 * Finds types by the names that a {@code throw} term gives them. Loads nothing for a
	 * setting from outside.
	 */
	static final class Resolver {

		private static final List<String> PACKAGES = List.of("java.lang.", "java.io.", "java.util.",
				"java.util.concurrent.", "java.net.", "java.sql.");

		private final String name;

		private final String terms;

		private final FailpointSource source;

		private final List<Class<? extends Throwable>> known = new ArrayList<>();

		Resolver(String name, String terms, FailpointSource source, FailpointPolicy policy,
				Collection<SiteSignature> sites) {
			this.name = name;
			this.terms = terms;
			this.source = source;
			this.known.addAll(policy.exceptions());
			sites.stream()
				.flatMap((site) -> site.exceptionTypes().stream())
				.filter(Exception.class::isAssignableFrom)
				.filter((type) -> !RuntimeException.class.isAssignableFrom(type))
				.<Class<? extends Throwable>>map((type) -> type.asSubclass(Throwable.class))
				.forEach(this.known::add);
		}

		ThrowableFactory resolve(String typeName) {
			ThrowableFactory factory = ThrowableFactory.of(find(typeName));
			if (factory == null) {
				throw refused("\"" + typeName + "\" is abstract or has no constructor that takes a message, "
						+ "a message and a cause, or nothing", List.of());
			}
			return factory;
		}

		private Class<? extends Throwable> find(String typeName) {
			List<Class<? extends Throwable>> found = this.known.stream()
				.filter((type) -> isNamed(type, typeName))
				.distinct()
				.toList();
			if (found.size() > 1) {
				throw refused("\"" + typeName + "\" could be any of "
						+ found.stream().map(Class::getName).sorted().toList() + "; give the qualified name",
						found.stream().map(Class::getName).sorted().toList());
			}
			return found.isEmpty() ? load(typeName) : found.get(0);
		}

		private static boolean isNamed(Class<?> type, String name) {
			return type.getName().equals(name) || type.getSimpleName().equals(name)
					|| name.equals(type.getCanonicalName());
		}

		private Class<? extends Throwable> load(String typeName) {
			List<String> suggestions = Suggestions.of(typeName,
					this.known.stream().map(Class::getSimpleName).distinct().sorted().toList());
			if (this.source.isOutside()) {
				throw refused("\"" + typeName + "\" is not a type that may be thrown from outside; allowed are "
						+ this.known.stream().map(Class::getSimpleName).distinct().sorted().toList()
						+ " and what 'failpoint.exceptions.allowed' adds" + guess(suggestions), suggestions);
			}
			Class<?> type = (typeName.indexOf('.') < 0) ? PACKAGES.stream()
				.<@Nullable Class<?>>map((prefix) -> forName(prefix + typeName))
				.filter((candidate) -> candidate != null)
				.findFirst()
				.orElse(null) : forName(typeName);
			if (type == null || !Throwable.class.isAssignableFrom(type)) {
				throw refused(
						"\"" + typeName + "\" is not an exception that can be found"
								+ ((typeName.indexOf('.') < 0) ? "; give the qualified name" : "") + guess(suggestions),
						suggestions);
			}
			return type.asSubclass(Throwable.class);
		}

		private static String guess(List<String> suggestions) {
			return suggestions.isEmpty() ? "" : ", did you mean \"" + suggestions.get(0) + "\"?";
		}

		private static @Nullable Class<?> forName(String className) {
			ClassLoader loader = Thread.currentThread().getContextClassLoader();
			try {
				return Class.forName(className, false,
						(loader != null) ? loader : ThrowableFactory.class.getClassLoader());
			}
			catch (ClassNotFoundException | LinkageError ex) {
				int lastDot = className.lastIndexOf('.');
				boolean nested = lastDot > 0 && className.substring(0, lastDot).matches(".*\\.[A-Z][^.]*");
				return nested ? forName(className.substring(0, lastDot) + "$" + className.substring(lastDot + 1))
						: null;
			}
		}

		private SettingRefusedException refused(String reason, List<String> suggestions) {
			return new SettingRefusedException(this.name, this.terms, "Invalid exception in \""
					+ Quoting.visible(this.terms) + "\" for failpoint \"" + this.name + "\": " + reason, suggestions);
		}

	}

}
