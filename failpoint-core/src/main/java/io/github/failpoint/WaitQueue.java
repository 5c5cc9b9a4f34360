package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Callers that wait in one setting, the oldest first: threads, and calls that go on
 * without the thread that made them. Whoever closes the queue has to wake them all, and
 * needs none of them to run for that: it may be a virtual thread that finds no carrier.
 */
final class WaitQueue {

	private final ConcurrentSkipListMap<Long, Waiter> waiters = new ConcurrentSkipListMap<>();

	private final AtomicLong sequence = new AtomicLong();

	private final AtomicLong waiting;

	private volatile boolean closed;

	/**
	 * Create a queue.
	 * @param waiting counts the callers that wait and have not been released
	 */
	WaitQueue(AtomicLong waiting) {
		this.waiting = waiting;
	}

	/**
	 * Enter as this thread.
	 */
	Waiter enter() {
		Thread thread = Thread.currentThread();
		return enter(new Waiter(this.sequence.getAndIncrement(), thread, () -> LockSupport.unpark(thread)));
	}

	/**
	 * Create a waiter without a thread, which can be woken as soon as it has entered.
	 * @param wake called by whoever wakes the waiter, maybe twice: must neither throw nor
	 * block, but have somebody else {@link #leave(Waiter) leave}
	 */
	Waiter waiter(Runnable wake) {
		return new Waiter(this.sequence.getAndIncrement(), null, wake);
	}

	Waiter enter(Waiter waiter) {
		this.waiters.put(waiter.number, waiter);
		this.waiting.incrementAndGet();
		return waiter;
	}

	/**
	 * Wait until released, until the queue is closed, until the deadline or until
	 * interrupted, with the interrupt flag kept.
	 */
	void await(Waiter waiter, Ticker ticker, long deadline) {
		while (!waiter.done.get() && !this.closed && !Thread.currentThread().isInterrupted()
				&& deadline - ticker.nanoTime() > 0) {
			ticker.parkUntil(deadline);
		}
	}

	/**
	 * A closed queue is of no use any more: nobody has to be taken out of it, which is
	 * most of what it would cost a thousand to leave at once.
	 */
	void leave(Waiter waiter) {
		if (waiter.done.compareAndSet(false, true)) {
			if (!this.closed) {
				this.waiters.remove(waiter.number);
			}
			this.waiting.decrementAndGet();
		}
	}

	/**
	 * Return the threads that wait, the oldest first.
	 */
	List<Thread> threads() {
		return this.waiters.values()
			.stream()
			.filter((waiter) -> !waiter.done.get())
			.map((waiter) -> waiter.thread)
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Release the oldest waiters.
	 * @return how many were released, fewer than asked for if fewer were waiting
	 */
	int release(int count) {
		int released = 0;
		while (released < count) {
			Map.Entry<Long, Waiter> oldest = this.waiters.pollFirstEntry();
			if (oldest == null) {
				break;
			}
			if (oldest.getValue().done.compareAndSet(false, true)) {
				this.waiting.decrementAndGet();
				oldest.getValue().wake();
				released++;
			}
		}
		return released;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Let nobody begin to wait any more. The map's reads are plain: only a fence keeps
	 * those of who wakes behind the write.
	 */
	void close() {
		this.closed = true;
		VarHandle.fullFence();
	}

	void wakeThreads() {
		wake(true);
	}

	void wakeCalls() {
		wake(false);
	}

	/**
	 * Everybody leaves by itself, so that who waits for a processor still counts.
	 */
	private void wake(boolean threads) {
		for (Waiter waiter : this.waiters.values()) {
			if (!waiter.done.get() && (waiter.thread != null) == threads) {
				waiter.wake();
			}
		}
	}

	static final class Waiter {

		private static final QuietLogger logger = new QuietLogger(WaitQueue.class.getName());

		private final long number;

		private final @Nullable Thread thread;

		private final Runnable wake;

		private final AtomicBoolean done = new AtomicBoolean();

		private Waiter(long number, @Nullable Thread thread, Runnable wake) {
			this.number = number;
			this.thread = thread;
			this.wake = wake;
		}

		/**
		 * Those behind are woken, whatever happens here: a virtual thread may not be
		 * scheduled any more.
		 */
		private void wake() {
			try {
				this.wake.run();
			}
			catch (Throwable ex) {
				logger.log(Level.WARNING, "Somebody who waits in a failpoint cannot be woken", ex);
			}
		}

	}

}
