package io.github.failpoint.aop;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * How the failpoints of a method act, which depends on what the method returns.
 */
sealed interface Manner permits BlockingManner, CallableManner, FutureManner, ReactiveManner {

	/**
	 * Call a method one of whose failpoints is enabled, or any method if this is
	 * deferred.
	 */
	@Nullable Object invoke(MethodInvocation invocation, MethodFailpoints failpoints) throws Throwable;

	/**
	 * Whether errors are signals.
	 */
	boolean signalsErrors();

	/**
	 * Whether failpoints are reached later than the call, and as often as somebody
	 * subscribes.
	 */
	default boolean isDeferred() {
		return false;
	}

	/**
	 * Whether several elements may come, one after the other.
	 */
	default boolean isMultiValue() {
		return false;
	}

}
