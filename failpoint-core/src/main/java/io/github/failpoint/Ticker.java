package io.github.failpoint;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Time, so that tests can bring their own.
 */
interface Ticker {

	Ticker SYSTEM = new Ticker() {

		@Override
		public Instant now() {
			return Instant.now();
		}

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void parkUntil(long deadline) {
			LockSupport.parkNanos(this, deadline - System.nanoTime());
		}

	};

	Instant now();

	long nanoTime();

	/**
	 * Wait until the time, an unpark of this thread, an interrupt, or for no reason.
	 * @param deadline the time on the scale of {@link #nanoTime()}
	 */
	void parkUntil(long deadline);

}
