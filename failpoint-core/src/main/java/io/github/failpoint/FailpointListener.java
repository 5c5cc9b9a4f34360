package io.github.failpoint;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to failpoints. Called with no lock held, on the thread that caused
 * the event or, where that was the passing of time, on one of the engine or of the
 * scheduler in use; so events may arrive in any order. No failpoint acts on that thread
 * meanwhile.
 * <p>
 * A listener cannot break the application. What it throws reaches nobody; its first
 * exception is logged. A listener that blocks holds up the thread that told it, and no
 * more than 32 of them: who finds that many there waits for a tenth of a second, and then
 * passes it by. Once nobody has come back from it for five seconds, it is passed by at
 * once until somebody does. That it has missed something is logged once. So a listener
 * that has to wait for something hands the event to a thread of its own.
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
	 * Called when everything was stopped, even if nothing was enabled, and after
	 * {@link #disabled(FailpointStatus)} for each that was. Nothing can be enabled from
	 * now on.
	 * @param names the names of those that were enabled
	 * @param reason why, or {@code null} if nobody has said
	 * @see FailpointRegistry#stop(String)
	 */
	default void stopped(List<String> names, @Nullable String reason) {
	}

	/**
	 * Called when a limit lets a caller go on for the first time since a failpoint was
	 * enabled. Those who follow are only counted.
	 * @param name the name of the failpoint
	 * @param limit the limit, such as {@code waiting-in-all}
	 * @param max its number
	 * @see FailpointLimits
	 */
	default void limited(String name, String limit, long max) {
	}

	/**
	 * Called when an action other than {@code off} is about to be performed.
	 * @param trigger the trigger
	 */
	default void triggered(FailpointTrigger trigger) {
	}

	/**
	 * Called when a caller is about to leave a {@code sleep}, {@code pause} or
	 * {@code delay}, for whatever reason.
	 * @param trigger the trigger with which the wait began
	 * @param duration how long the caller has waited
	 */
	default void waited(FailpointTrigger trigger, Duration duration) {
	}

}
