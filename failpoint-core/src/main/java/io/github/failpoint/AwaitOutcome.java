package io.github.failpoint;

/**
 * How waiting for a failpoint ended.
 *
 * @since 0.1.0
 * @see FailpointRegistry#awaitTriggers
 */
public enum AwaitOutcome {

	/**
	 * What was waited for has happened.
	 */
	REACHED,

	/**
	 * The failpoint is not enabled, or was disabled or enabled anew meanwhile.
	 */
	DISABLED,

	/**
	 * The time was over before.
	 */
	TIMED_OUT

}
