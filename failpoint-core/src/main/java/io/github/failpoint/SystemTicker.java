package io.github.failpoint;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The time of the system, with one daemon thread that is there only while a task is.
 */
final class SystemTicker implements Ticker {

	private static final long CENTURY = TimeUnit.DAYS.toNanos(36_525);

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, SystemTicker::thread,
			new ThreadPoolExecutor.DiscardPolicy());

	SystemTicker() {
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable worker) {
		return DaemonThreads.create(worker, "failpoint-timer");
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	/**
	 * A virtual thread that parks for a time needs a timer, one without end needs none.
	 */
	@Override
	public void parkUntil(long deadline) {
		long nanos = deadline - System.nanoTime();
		if (nanos > CENTURY) {
			LockSupport.park(this);
		}
		else {
			LockSupport.parkNanos(this, nanos);
		}
	}

	@Override
	public Future<?> at(long deadline, Runnable task) {
		return this.timer.schedule(task, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void elsewhere(Runnable task) {
		DaemonThreads.create(task, "failpoint-expiry").start();
	}

	@Override
	public void close() {
		this.timer.shutdown();
	}

}
