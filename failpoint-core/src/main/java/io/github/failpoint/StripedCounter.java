package io.github.failpoint;

import java.util.concurrent.atomic.AtomicLongArray;

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

	private final AtomicLongArray cells = new AtomicLongArray(STRIPES * STRIDE + STRIDE);

	void increment() {
		increment(0);
	}

	/**
	 * Increment one of several counters.
	 * @param counter its number, below 16
	 */
	void increment(int counter) {
		this.cells.getAndIncrement(index() + counter);
	}

	void decrement() {
		this.cells.getAndDecrement(index());
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
		long sum = 0;
		for (int stripe = 1; stripe <= STRIPES; stripe++) {
			sum += this.cells.get(stripe * STRIDE + counter);
		}
		return sum;
	}

	private static int index() {
		return ((int) Thread.currentThread().getId() & STRIPES - 1) * STRIDE + STRIDE;
	}

}
