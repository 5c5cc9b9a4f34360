package io.github.failpoint;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Some counters that threads rarely share. Unlike {@code LongAdder}, whose increments are
 * only released, every change and every read is volatile: after a change, a thread that
 * then sees nobody waiting for it is not overlooked by one that registers and then reads.
 */
final class StripedCounter {

	private static final int STRIPES = Math.min(64,
			Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 4 - 1));

	/**
	 * 128 bytes apart: processors fetch cache lines in pairs.
	 */
	private static final int STRIDE = 16;

	/**
	 * Made by the first to count: most settings are never reached.
	 */
	private final AtomicReference<@Nullable AtomicLongArray> cells = new AtomicReference<>();

	void increment() {
		increment(0);
	}

	/**
	 * Increment one of several counters.
	 * @param counter its number, below 16
	 */
	void increment(int counter) {
		cells().getAndIncrement(index() + counter);
	}

	void decrement() {
		cells().getAndDecrement(index());
	}

	/**
	 * Return the sum. Where every decrement follows its increment, and no increment
	 * begins after a moment that the caller knows to be past, zero means that all is
	 * balanced.
	 */
	long sum() {
		return sum(0);
	}

	long sum(int counter) {
		AtomicLongArray cells = this.cells.get();
		long sum = 0;
		for (int stripe = 1; cells != null && stripe <= STRIPES; stripe++) {
			sum += cells.get(stripe * STRIDE + counter);
		}
		return sum;
	}

	private AtomicLongArray cells() {
		AtomicLongArray cells = this.cells.get();
		return (cells != null) ? cells : create();
	}

	private AtomicLongArray create() {
		AtomicLongArray created = new AtomicLongArray(STRIPES * STRIDE + STRIDE);
		AtomicLongArray earlier = this.cells.compareAndExchange(null, created);
		return (earlier != null) ? earlier : created;
	}

	private static int index() {
		return ((int) Thread.currentThread().getId() & STRIPES - 1) * STRIDE + STRIDE;
	}

}
