package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The time of the system, with two daemon threads that are there only while a task is:
 * one for what is timed, and one for what may block.
 */
final class SystemTicker implements Ticker {

	private static final long CENTURY = TimeUnit.DAYS.toNanos(36_525);

	/**
	 * How many tasks wait at most for the one that blocks.
	 */
	static final int MAX_TASKS = 1_000;

	private static final QuietLogger logger = new QuietLogger(SystemTicker.class.getName());

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
			(worker) -> DaemonThreads.create(worker, "failpoint-timer"), new ThreadPoolExecutor.DiscardPolicy());

	private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(MAX_TASKS), (worker) -> DaemonThreads.create(worker, "failpoint-expiry"),
			(task, worker) -> leftOut());

	private final AtomicBoolean full = new AtomicBoolean();

	SystemTicker() {
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
		this.worker.allowCoreThreadTimeOut(true);
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
		this.worker.execute(task);
	}

	private void leftOut() {
		if (!this.worker.isShutdown() && this.full.compareAndSet(false, true)) {
			logger.log(Level.WARNING, "A listener or a converter does not come back, and " + MAX_TASKS
					+ " settings whose time was over are to be told of; further ones are not");
		}
	}

	@Override
	public void close() {
		this.timer.shutdown();
		this.worker.shutdown();
	}

}
