package io.github.failpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that stands still until a test moves it. It starts shortly before its numbers
 * overflow, as those of {@link System#nanoTime()} may.
 */
final class ManualTicker implements Ticker {

	static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

	private static final long START_NANOS = Long.MAX_VALUE - 1_000;

	private final AtomicLong elapsed = new AtomicLong();

	private final Set<Thread> parked = ConcurrentHashMap.newKeySet();

	private final List<Duration> deadlines = new CopyOnWriteArrayList<>();

	@Override
	public Instant now() {
		return START.plusNanos(this.elapsed.get());
	}

	@Override
	public long nanoTime() {
		return START_NANOS + this.elapsed.get();
	}

	@Override
	public void parkUntil(long deadline) {
		this.parked.add(Thread.currentThread());
		try {
			this.deadlines.add(Duration.ofNanos(deadline - START_NANOS));
			if (deadline - nanoTime() > 0) {
				LockSupport.park(this);
			}
		}
		finally {
			this.parked.remove(Thread.currentThread());
		}
	}

	void advance(Duration duration) {
		this.elapsed.addAndGet(duration.toNanos());
		this.parked.forEach(LockSupport::unpark);
	}

	/**
	 * Wait until somebody parks until the given time, counted from the start.
	 */
	void awaitDeadline(Duration deadline) {
		while (!this.deadlines.contains(deadline)) {
			Thread.yield();
		}
	}

	/**
	 * Return the deadlines until which threads have parked, counted from the start.
	 */
	List<Duration> deadlines() {
		return this.deadlines;
	}

}
