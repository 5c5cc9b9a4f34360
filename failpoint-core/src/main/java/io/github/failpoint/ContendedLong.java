package io.github.failpoint;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A number that many threads change, on a cache line of its own: what they only read next
 * to it stays in their caches.
 */
final class ContendedLong {

	/**
	 * In longs, to either side: processors fetch cache lines of 64 bytes in pairs.
	 */
	private static final int DISTANCE = 16;

	private final AtomicLongArray cells = new AtomicLongArray(2 * DISTANCE);

	ContendedLong(long value) {
		this.cells.set(DISTANCE, value);
	}

	long get() {
		return this.cells.get(DISTANCE);
	}

	long getAndIncrement() {
		return this.cells.getAndIncrement(DISTANCE);
	}

	/**
	 * Take one, if there is one. Who comes too late puts back what was not there, so that
	 * what others put back is not lost in the meantime.
	 */
	boolean take() {
		if (get() <= 0) {
			return false;
		}
		boolean taken = this.cells.getAndDecrement(DISTANCE) > 0;
		if (!taken) {
			getAndIncrement();
		}
		return taken;
	}

}
