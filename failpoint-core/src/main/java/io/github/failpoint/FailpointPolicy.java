package io.github.failpoint;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What settings may do. Code may throw anything, for as long as it likes; what comes from
 * outside, as properties and requests do, may throw only the types that are listed here
 * and the checked types that a declared site names, and is bound by ceilings. What a
 * request sets ends by itself.
 *
 * @since 0.1.0
 * @see FailpointLimits
 */
public final class FailpointPolicy {

	private static final FailpointPolicy DEFAULTS = new FailpointPolicy(false,
			AllowedThrowables.of(Set.of(RuntimeException.class, IllegalStateException.class,
					IllegalArgumentException.class, NullPointerException.class, UnsupportedOperationException.class,
					IndexOutOfBoundsException.class, ArithmeticException.class, ClassCastException.class,
					SecurityException.class, Exception.class, NoSuchElementException.class, UncheckedIOException.class,
					IOException.class, FileNotFoundException.class, EOFException.class, SocketTimeoutException.class,
					ConnectException.class, NoRouteToHostException.class, UnknownHostException.class,
					SocketException.class, TimeoutException.class, CancellationException.class,
					CompletionException.class, RejectedExecutionException.class)),
			FailpointLimits.none(), Duration.ofMinutes(5), Duration.ofHours(24));

	private final boolean allowDestructive;

	private final AllowedThrowables exceptions;

	private final FailpointLimits limits;

	private final Duration defaultTtl;

	private final Duration maxTtl;

	private FailpointPolicy(boolean allowDestructive, AllowedThrowables exceptions, FailpointLimits limits,
			Duration defaultTtl, Duration maxTtl) {
		this.allowDestructive = allowDestructive;
		this.exceptions = exceptions;
		this.limits = limits;
		this.defaultTtl = defaultTtl;
		this.maxTtl = maxTtl;
	}

	/**
	 * Return the policy of a registry that got none: common exceptions of the JDK,
	 * nothing destructive, and no ceilings. What a request sets ends after five minutes,
	 * or when the request says, within 24 hours.
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
		return with(this.exceptions.with(types));
	}

	/**
	 * Return this policy with patterns of types that may be thrown from outside if they
	 * are named by their qualified names. They are loaded then, and nothing else is.
	 * @param patterns the patterns, such as {@code com.acme.*} for a package,
	 * {@code com.acme..*} for those below as well, {@code com.acme..*Exception}
	 * @param loader what loads the types, or {@code null} for what has loaded this class
	 * @return the policy
	 * @throws IllegalArgumentException if one of them does not begin with a package
	 */
	public FailpointPolicy withExceptionPatterns(Set<String> patterns, @Nullable ClassLoader loader) {
		return with(this.exceptions.withPatterns(patterns, loader));
	}

	private FailpointPolicy with(AllowedThrowables throwables) {
		return new FailpointPolicy(this.allowDestructive, throwables, this.limits, this.defaultTtl, this.maxTtl);
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
	 * Return this policy with another time to live for what a request sets and names no
	 * time for.
	 * @param defaultTtl the time to live; the longest one holds if it is shorter
	 * @return the policy
	 * @throws IllegalArgumentException if the time is not positive, or longer than 292
	 * years
	 */
	public FailpointPolicy withDefaultTtl(Duration defaultTtl) {
		EnableOptions.requireValid("defaultTtl", defaultTtl);
		return new FailpointPolicy(this.allowDestructive, this.exceptions, this.limits, defaultTtl, this.maxTtl);
	}

	/**
	 * Return this policy with another longest time to live that a request may name.
	 * @param maxTtl the longest time to live
	 * @return the policy
	 * @throws IllegalArgumentException if the time is not positive, or longer than 292
	 * years
	 */
	public FailpointPolicy withMaxTtl(Duration maxTtl) {
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
		return this.exceptions.types();
	}

	AllowedThrowables allowedThrowables() {
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
	 * Return the time to live of what a request sets and names no time for.
	 * @return the time to live, never longer than the longest one
	 */
	public Duration defaultTtl() {
		return (this.defaultTtl.compareTo(this.maxTtl) < 0) ? this.defaultTtl : this.maxTtl;
	}

	/**
	 * Return the longest time to live that a request may name.
	 * @return the time
	 */
	public Duration maxTtl() {
		return this.maxTtl;
	}

}
