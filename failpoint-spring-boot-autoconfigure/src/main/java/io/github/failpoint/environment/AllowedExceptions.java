package io.github.failpoint.environment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.failpoint.FailpointPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The exceptions that may be thrown from outside, beyond those that the engine allows by
 * itself. They are looked up by name and never initialized.
 */
public final class AllowedExceptions {

	private static final String PROPERTY = "failpoint.exceptions.allowed";

	private static final List<String> DEFAULTS = List.of("java.net.http.HttpConnectTimeoutException",
			"java.net.http.HttpTimeoutException", "javax.net.ssl.SSLException", "javax.net.ssl.SSLHandshakeException",
			"java.sql.SQLException", "java.sql.SQLTransientConnectionException", "java.sql.SQLTimeoutException",
			"java.sql.SQLRecoverableException", "java.sql.SQLIntegrityConstraintViolationException",
			"org.springframework.dao.DataAccessResourceFailureException",
			"org.springframework.dao.TransientDataAccessResourceException",
			"org.springframework.dao.QueryTimeoutException",
			"org.springframework.dao.OptimisticLockingFailureException",
			"org.springframework.dao.PessimisticLockingFailureException",
			"org.springframework.dao.CannotAcquireLockException",
			"org.springframework.dao.DataIntegrityViolationException", "org.springframework.dao.DuplicateKeyException",
			"org.springframework.dao.EmptyResultDataAccessException",
			"org.springframework.jdbc.CannotGetJdbcConnectionException",
			"org.springframework.transaction.CannotCreateTransactionException",
			"org.springframework.transaction.TransactionSystemException",
			"org.springframework.transaction.TransactionTimedOutException",
			"org.springframework.transaction.UnexpectedRollbackException",
			"org.springframework.web.client.ResourceAccessException",
			"org.springframework.web.client.HttpServerErrorException",
			"org.springframework.web.client.HttpClientErrorException",
			"org.springframework.web.reactive.function.client.WebClientResponseException",
			"org.springframework.web.server.ResponseStatusException",
			"org.springframework.security.access.AccessDeniedException", "jakarta.persistence.EntityNotFoundException",
			"jakarta.persistence.OptimisticLockException");

	private final @Nullable ClassLoader classLoader;

	private final Set<Class<? extends Throwable>> types = new LinkedHashSet<>();

	private final Set<String> patterns = new LinkedHashSet<>();

	private AllowedExceptions(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Return a policy that allows them as well.
	 * @param policy the policy
	 * @param environment where further ones are named
	 * @param classLoader where they are looked up
	 * @return the policy
	 * @throws InvalidPropertyException if the property names something else
	 */
	public static FailpointPolicy allow(FailpointPolicy policy, ConfigurableEnvironment environment,
			@Nullable ClassLoader classLoader) {
		AllowedExceptions exceptions = new AllowedExceptions(classLoader);
		DEFAULTS.forEach(exceptions::addIfPresent);
		PropertyValues.bind(environment, PROPERTY, Bindable.listOf(String.class)).forEach(exceptions::addAll);
		return policy.withExceptions(exceptions.types).withExceptionPatterns(exceptions.patterns, classLoader);
	}

	private void addIfPresent(String name) {
		Class<?> type = find(name);
		if (type != null) {
			this.types.add(type.asSubclass(Throwable.class));
		}
	}

	private void addAll(PropertyValue value) {
		for (String name : StringUtils.commaDelimitedListToStringArray(value.text())) {
			if (name.indexOf('*') >= 0) {
				addPattern(value, name.strip());
			}
			else {
				add(value, name.strip());
			}
		}
	}

	private void addPattern(PropertyValue value, String pattern) {
		try {
			FailpointPolicy.defaults().withExceptionPatterns(Set.of(pattern), this.classLoader);
			this.patterns.add(pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(value, String.valueOf(ex.getMessage()),
					"Name a package: 'com.acme.*' stands for its types, 'com.acme..*' for those below as well.");
		}
	}

	private void add(PropertyValue value, String name) {
		Class<?> type = find(name);
		if (type == null) {
			throw new InvalidPropertyException(value, "the class \"" + name + "\" is not found",
					"Write the qualified name of an exception on the class path, or a pattern such as 'com.acme..*'.");
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
