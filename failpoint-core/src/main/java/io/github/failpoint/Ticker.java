package io.github.failpoint;

import java.time.Instant;
import java.util.concurrent.Future;

/**
 * Time, so that tests can bring their own.
 */
interface Ticker {

	Instant now();

	long nanoTime();

	/**
	 * Wait until the time, an unpark of this thread, an interrupt, or for no reason.
	 * @param deadline the time on the scale of {@link #nanoTime()}
	 */
	void parkUntil(long deadline);

	/**
	 * Run a task at a time, on a thread that all tasks share: it must not block. Once
	 * closed, nothing runs any more.
	 * @param deadline the time on the scale of {@link #nanoTime()}
	 * @param task the task
	 * @return what cancels the task
	 */
	Future<?> at(long deadline, Runnable task);

	/**
	 * Run a task as soon as earlier ones are over, on a thread that is not the one of
	 * those that are timed: it may block. One that comes when too many wait is left out.
	 * @param task the task
	 */
	void elsewhere(Runnable task);

	void close();

}
