package io.github.failpoint.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The exceptions that may be thrown from outside, beyond those that the engine allows by
 * itself. They are looked up by name and never initialized.
 */
final class AllowedExceptions {

	private static final String PROPERTY = "failpoint.exceptions.allowed";

	private static final List<String> DEFAULTS = List.of("java.sql.SQLException",
			"java.sql.SQLTransientConnectionException", "org.springframework.dao.DataAccessResourceFailureException",
			"org.springframework.dao.QueryTimeoutException",
			"org.springframework.dao.OptimisticLockingFailureException",
			"org.springframework.dao.CannotAcquireLockException",
			"org.springframework.web.client.ResourceAccessException");

	private final @Nullable ClassLoader classLoader;

	private final Set<Class<? extends Throwable>> types = new LinkedHashSet<>();

	private AllowedExceptions(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	static Set<Class<? extends Throwable>> of(ConfigurableEnvironment environment, @Nullable ClassLoader classLoader) {
		AllowedExceptions exceptions = new AllowedExceptions(classLoader);
		DEFAULTS.forEach(exceptions::addIfPresent);
		PropertyValues.bind(environment, PROPERTY, Bindable.listOf(String.class)).forEach(exceptions::addAll);
		return exceptions.types;
	}

	private void addIfPresent(String name) {
		Class<?> type = find(name);
		if (type != null) {
			this.types.add(type.asSubclass(Throwable.class));
		}
	}

	private void addAll(PropertyValue value) {
		for (String name : StringUtils.commaDelimitedListToStringArray(value.text())) {
			add(value, name.strip());
		}
	}

	private void add(PropertyValue value, String name) {
		Class<?> type = find(name);
		if (type == null) {
			throw new InvalidPropertyException(value, "the class \"" + name + "\" is not found",
					"Write the qualified name of an exception on the class path.");
		}
		if (!Throwable.class.isAssignableFrom(type)) {
			throw new InvalidPropertyException(value, "the class \"" + name + "\" is not a Throwable",
					"Write the qualified name of an exception.");
		}
		this.types.add(type.asSubclass(Throwable.class));
	}

	private @Nullable Class<?> find(String name) {
		try {
			return ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
