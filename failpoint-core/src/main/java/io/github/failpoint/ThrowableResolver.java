package io.github.failpoint;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Finds types by the names that a {@code throw} term gives them. For a setting from
 * outside, nothing is loaded that is not allowed.
 */
final class ThrowableResolver {

	private static final List<String> PACKAGES = List.of("java.lang.", "java.io.", "java.util.",
			"java.util.concurrent.", "java.net.", "java.sql.");

	private static final String PROPERTY = "failpoint.exceptions.allowed=";

	private final String name;

	private final String terms;

	private final FailpointSource source;

	private final AllowedThrowables allowed;

	private final List<Class<? extends Throwable>> known = new ArrayList<>();

	ThrowableResolver(String name, String terms, FailpointSource source, AllowedThrowables allowed,
			Collection<SiteSignature> sites) {
		this.name = name;
		this.terms = terms;
		this.source = source;
		this.allowed = allowed;
		this.known.addAll(allowed.types());
		sites.stream()
			.flatMap((site) -> site.exceptionTypes().stream())
			.filter(Exception.class::isAssignableFrom)
			.filter(Predicate.not(RuntimeException.class::isAssignableFrom))
			.<Class<? extends Throwable>>map((type) -> type.asSubclass(Throwable.class))
			.forEach(this.known::add);
	}

	ThrowableFactory resolve(Action.Throw action) {
		try {
			return factory(action);
		}
		catch (LinkageError ex) {
			throw refused("\"" + action.type() + "\" cannot be looked at: " + Quoting.visible(ex.toString()));
		}
	}

	private ThrowableFactory factory(Action.Throw action) {
		Class<? extends Throwable> type = find(action.type());
		ThrowableConstructor constructor = ThrowableConstructor.of(type);
		if (constructor == null) {
			throw refused("\"" + action.type() + "\" "
					+ (Modifier.isAbstract(type.getModifiers()) ? "is abstract"
							: "has no constructor that takes a message, a message and a cause, a status and a message, "
									+ "or nothing"));
		}
		String usual = "failpoint " + this.name;
		ThrowableMessage message = constructor.takesStatus() ? withStatus(action, StatusRange.of(type), usual)
				: ThrowableMessage.of(Objects.requireNonNullElse(action.message(), usual));
		return new ThrowableFactory(constructor, message, uncheckedSibling(type));
	}

	private ThrowableMessage withStatus(Action.Throw action, StatusRange range, String usual) {
		ThrowableMessage message = ThrowableMessage.withStatus(action.message(), usual);
		if (message == null || !range.contains(message.status())) {
			throw refused("\"" + action.type() + "\" " + range.rule(action.type()));
		}
		return message;
	}

	private String uncheckedSibling(Class<?> type) {
		return Stream
			.of(IOException.class.isAssignableFrom(type) ? "UncheckedIOException" : "",
					type.getName().startsWith("java.sql.") ? "DataAccessResourceFailureException" : "")
			.filter((sibling) -> this.known.stream().anyMatch((other) -> other.getSimpleName().equals(sibling)))
			.findFirst()
			.orElse("IllegalStateException");
	}

	private Class<? extends Throwable> find(String typeName) {
		List<Class<? extends Throwable>> found = this.known.stream()
			.filter((type) -> isNamed(type, typeName))
			.distinct()
			.toList();
		if (found.size() > 1) {
			List<String> names = found.stream().map(Class::getName).sorted().toList();
			throw new SettingRefusedException(this.name, this.terms,
					invalid("\"" + typeName + "\" could be any of " + names + "; give the qualified name"), names);
		}
		return found.isEmpty() ? load(typeName) : found.get(0);
	}

	private static boolean isNamed(Class<?> type, String name) {
		return type.getName().equals(name) || type.getSimpleName().equals(name) || name.equals(type.getCanonicalName());
	}

	private Class<? extends Throwable> load(String typeName) {
		Class<?> type = this.source.isOutside() ? loadAllowed(typeName) : loadAny(typeName);
		if (type == null) {
			throw refused("\"" + typeName + "\" is not found"
					+ ((typeName.indexOf('.') < 0) ? "; give the qualified name" : ""), suggestions(typeName));
		}
		if (!Throwable.class.isAssignableFrom(type)) {
			throw refused("\"" + typeName + "\" is not an exception");
		}
		return type.asSubclass(Throwable.class);
	}

	private @Nullable Class<?> loadAllowed(String typeName) {
		if (this.allowed.isAllowed(typeName)) {
			ClassLoader loader = this.allowed.loader();
			return forName(typeName, (loader != null) ? loader : ThrowableResolver.class.getClassLoader());
		}
		List<String> suggestions = suggestions(typeName);
		String message = "\"" + typeName + "\" is not a type that may be thrown from outside";
		String property = PROPERTY + ((typeName.indexOf('.') < 0) ? "<package>." : "") + typeName;
		throw new SettingRefusedException(this.name, this.terms, invalid(message)
				+ (suggestions.isEmpty() ? "; to allow it: " : guess(suggestions) + " To allow it: ") + property,
				suggestions);
	}

	private static @Nullable Class<?> loadAny(String typeName) {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		ClassLoader loader = (context != null) ? context : ThrowableResolver.class.getClassLoader();
		return (typeName.indexOf('.') >= 0) ? forName(typeName, loader)
				: PACKAGES.stream()
					.<@Nullable Class<?>>map((prefix) -> forName(prefix + typeName, loader))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private static @Nullable Class<?> forName(String className, ClassLoader loader) {
		try {
			return Class.forName(className, false, loader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			int lastDot = className.lastIndexOf('.');
			boolean nested = lastDot > 0 && className.substring(0, lastDot).matches(".*\\.[A-Z][^.]*");
			return nested ? forName(className.substring(0, lastDot) + "$" + className.substring(lastDot + 1), loader)
					: null;
		}
	}

	private List<String> suggestions(String typeName) {
		return Suggestions.of(typeName, this.known.stream().map(Class::getSimpleName).distinct().sorted().toList());
	}

	private SettingRefusedException refused(String reason) {
		return refused(reason, List.of());
	}

	private SettingRefusedException refused(String reason, List<String> suggestions) {
		return new SettingRefusedException(this.name, this.terms, invalid(reason) + guess(suggestions), suggestions);
	}

	private String invalid(String reason) {
		return "Invalid exception in \"" + Quoting.visible(this.terms) + "\" for failpoint \"" + this.name + "\": "
				+ reason;
	}

	private static String guess(List<String> suggestions) {
		return suggestions.isEmpty() ? "" : ", did you mean \"" + suggestions.get(0) + "\"?";
	}

}
