package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * What is peculiar to the execution that runs on a thread now.
 *
 * @param scope the innermost scope, or {@code null} if there is none
 * @param suppressed whether no failpoint acts
 */
record Execution(@Nullable FailpointScope scope, boolean suppressed) {

	private static final ThreadLocal<Execution> CURRENT = new ThreadLocal<>();

	/**
	 * Return what is peculiar to this thread.
	 * @return the execution, or {@code null} if there is nothing
	 */
	static @Nullable Execution current() {
		return CURRENT.get();
	}

	static @Nullable FailpointScope currentScope() {
		Execution execution = CURRENT.get();
		return (execution != null) ? execution.scope() : null;
	}

	static boolean isSuppressed() {
		Execution execution = CURRENT.get();
		return execution != null && execution.suppressed();
	}

	static void setScope(@Nullable FailpointScope scope) {
		set(scope, isSuppressed());
	}

	static void setSuppressed(boolean suppressed) {
		set(currentScope(), suppressed);
	}

	private static void set(@Nullable FailpointScope scope, boolean suppressed) {
		if (scope == null && !suppressed) {
			CURRENT.remove();
		}
		else {
			CURRENT.set(new Execution(scope, suppressed));
		}
	}

}
