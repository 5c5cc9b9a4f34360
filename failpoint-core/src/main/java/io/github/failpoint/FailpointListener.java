package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to failpoints. Called with no lock held, on the thread that caused
 * the event, so that events of several threads may arrive in any order. No failpoint acts
 * on that thread meanwhile. An exception is logged and reaches nobody else.
 *
 * @since 0.1.0
 */
public interface FailpointListener {

	/**
	 * Called when a name got its first site.
	 * @param name the name
	 */
	default void declared(String name) {
	}

	/**
	 * Called when a failpoint was enabled or its setting changed.
	 * @param status the new status
	 * @param previous the status before, or {@code null} if it was disabled
	 */
	default void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
	}

	/**
	 * Called when a failpoint was disabled.
	 * @param previous the status before
	 */
	default void disabled(FailpointStatus previous) {
	}

	/**
	 * Called when the time to live of a setting was over.
	 * @param previous the status before
	 * @param status the new status, with the setting that came back, or {@code null} if
	 * it is disabled now
	 */
	default void expired(FailpointStatus previous, @Nullable FailpointStatus status) {
	}

	/**
	 * Called when an action other than {@code off} is about to be performed.
	 * @param trigger the trigger
	 */
	default void triggered(FailpointTrigger trigger) {
	}

}
