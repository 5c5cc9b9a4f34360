package io.github.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What settings may do. Code may throw anything; what comes from outside, as properties
 * and requests do, may throw only the types that are listed here and the checked types
 * that a declared site names.
 *
 * @param allowDestructive whether {@code exit} may be enabled
 * @param exceptions the types that {@code throw} may name from outside
 * @since 0.1.0
 */
public record FailpointPolicy(boolean allowDestructive, Set<Class<? extends Throwable>> exceptions) {

	public FailpointPolicy {
		exceptions = Set.copyOf(exceptions);
	}

	/**
	 * Return the policy of a registry that got none: common exceptions of the JDK, and
	 * nothing destructive.
	 * @return the policy
	 */
	public static FailpointPolicy defaults() {
		return new FailpointPolicy(false,
				Set.of(IllegalStateException.class, IllegalArgumentException.class, RuntimeException.class,
						UncheckedIOException.class, IOException.class, SocketTimeoutException.class,
						ConnectException.class, TimeoutException.class));
	}

	/**
	 * Return this policy with destructive actions allowed or not.
	 * @param allowDestructive whether {@code exit} may be enabled
	 * @return the policy
	 */
	public FailpointPolicy withAllowDestructive(boolean allowDestructive) {
		return new FailpointPolicy(allowDestructive, this.exceptions);
	}

	/**
	 * Return this policy with more types that may be thrown from outside.
	 * @param types the additional types
	 * @return the policy
	 */
	public FailpointPolicy withExceptions(Set<Class<? extends Throwable>> types) {
		Set<Class<? extends Throwable>> all = new LinkedHashSet<>(this.exceptions);
		all.addAll(types);
		return new FailpointPolicy(this.allowDestructive, all);
	}

}
