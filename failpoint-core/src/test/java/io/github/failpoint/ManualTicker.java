package io.github.failpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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

	private final Map<FutureTask<?>, Long> timed = new ConcurrentHashMap<>();

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

	@Override
	public Future<?> at(long deadline, Runnable task) {
		FutureTask<?> timed = new FutureTask<>(task, null);
		this.timed.put(timed, deadline);
		return timed;
	}

	@Override
	public void elsewhere(Runnable task) {
		task.run();
	}

	@Override
	public void close() {
		this.timed.clear();
	}

	/**
	 * Wake those who parked, and run what is due on this thread.
	 */
	void advance(Duration duration) {
		this.elapsed.addAndGet(duration.toNanos());
		this.parked.forEach(LockSupport::unpark);
		this.timed.forEach((task, deadline) -> {
			if (deadline - nanoTime() <= 0 && this.timed.remove(task) != null) {
				task.run();
			}
		});
	}

	/**
	 * Return how many tasks have neither run nor been cancelled.
	 */
	long pendingTasks() {
		return this.timed.keySet().stream().filter((task) -> !task.isDone()).count();
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
