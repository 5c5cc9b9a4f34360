package io.github.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What settings may do. Code may throw anything, for as long as it likes; what comes from
 * outside, as properties and requests do, may throw only the types that are listed here
 * and the checked types that a declared site names, and is bound by ceilings and times to
 * live.
 *
 * @since 0.1.0
 * @see FailpointLimits
 */
public final class FailpointPolicy {

	private static final FailpointPolicy DEFAULTS = new FailpointPolicy(false,
			Set.of(IllegalStateException.class, IllegalArgumentException.class, RuntimeException.class,
					UncheckedIOException.class, IOException.class, SocketTimeoutException.class, ConnectException.class,
					TimeoutException.class),
			FailpointLimits.none(), null, null);

	private final boolean allowDestructive;

	private final Set<Class<? extends Throwable>> exceptions;

	private final FailpointLimits limits;

	private final @Nullable Duration defaultTtl;

	private final @Nullable Duration maxTtl;

	private FailpointPolicy(boolean allowDestructive, Set<Class<? extends Throwable>> exceptions,
			FailpointLimits limits, @Nullable Duration defaultTtl, @Nullable Duration maxTtl) {
		this.allowDestructive = allowDestructive;
		this.exceptions = Set.copyOf(exceptions);
		this.limits = limits;
		this.defaultTtl = defaultTtl;
		this.maxTtl = maxTtl;
	}

	/**
	 * Return the policy of a registry that got none: common exceptions of the JDK,
	 * nothing destructive, and no ceilings.
	 * @return the policy
	 */
	public static FailpointPolicy defaults() {
		return DEFAULTS;
	}

	/**
	 * Return this policy with destructive actions allowed or not.
	 * @param allowDestructive whether {@code exit} may be enabled; by a request only if
	 * the limits name it, too
	 * @return the policy
	 */
	public FailpointPolicy withAllowDestructive(boolean allowDestructive) {
		return new FailpointPolicy(allowDestructive, this.exceptions, this.limits, this.defaultTtl, this.maxTtl);
	}

	/**
	 * Return this policy with more types that may be thrown from outside.
	 * @param types the additional types
	 * @return the policy
	 */
	public FailpointPolicy withExceptions(Set<Class<? extends Throwable>> types) {
		Set<Class<? extends Throwable>> all = new LinkedHashSet<>(this.exceptions);
		all.addAll(types);
		return new FailpointPolicy(this.allowDestructive, all, this.limits, this.defaultTtl, this.maxTtl);
	}

	/**
	 * Return this policy with other ceilings for what comes from outside.
	 * @param limits the ceilings
	 * @return the policy
	 */
	public FailpointPolicy withLimits(FailpointLimits limits) {
		return new FailpointPolicy(this.allowDestructive, this.exceptions, limits, this.defaultTtl, this.maxTtl);
	}

	/**
	 * Return this policy with another time to live for what comes from outside and names
	 * none.
	 * @param defaultTtl the time to live, or {@code null} for no end
	 * @return the policy
	 * @throws IllegalArgumentException if the time is not positive, or longer than 292
	 * years
	 */
	public FailpointPolicy withDefaultTtl(@Nullable Duration defaultTtl) {
		EnableOptions.requireValid("defaultTtl", defaultTtl);
		return new FailpointPolicy(this.allowDestructive, this.exceptions, this.limits, defaultTtl, this.maxTtl);
	}

	/**
	 * Return this policy with another longest time to live for what comes from outside.
	 * It is also the time of what names none, unless there is a default.
	 * @param maxTtl the longest time to live, or {@code null} for no ceiling
	 * @return the policy
	 * @throws IllegalArgumentException if the time is not positive, or longer than 292
	 * years
	 */
	public FailpointPolicy withMaxTtl(@Nullable Duration maxTtl) {
		EnableOptions.requireValid("maxTtl", maxTtl);
		return new FailpointPolicy(this.allowDestructive, this.exceptions, this.limits, this.defaultTtl, maxTtl);
	}

	/**
	 * Return whether destructive actions may be enabled.
	 * @return whether {@code exit} may be enabled
	 */
	public boolean allowDestructive() {
		return this.allowDestructive;
	}

	/**
	 * Return the types that {@code throw} may name from outside.
	 * @return the types
	 */
	public Set<Class<? extends Throwable>> exceptions() {
		return this.exceptions;
	}

	/**
	 * Return the ceilings for what comes from outside.
	 * @return the ceilings
	 */
	public FailpointLimits limits() {
		return this.limits;
	}

	/**
	 * Return the time to live of what comes from outside and names none.
	 * @return the time to live, or {@code null} for no end
	 */
	public @Nullable Duration defaultTtl() {
		return this.defaultTtl;
	}

	/**
	 * Return the longest time to live of what comes from outside.
	 * @return the time, or {@code null} for no ceiling
	 */
	public @Nullable Duration maxTtl() {
		return this.maxTtl;
	}

}
