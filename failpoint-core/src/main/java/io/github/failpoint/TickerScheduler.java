package io.github.failpoint;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * The scheduler of those who bring none. What is due leaves the timer's thread at once.
 *
 * @param ticker the time
 * @param continuations where tasks run
 */
record TickerScheduler(Ticker ticker, Executor continuations) implements FailpointScheduler {

	@Override
	public void execute(Runnable task) {
		this.continuations.execute(task);
	}

	@Override
	public Runnable schedule(Runnable task, long nanos) {
		Future<?> timer = this.ticker.at(this.ticker.nanoTime() + nanos, () -> execute(task));
		return () -> timer.cancel(false);
	}

}
