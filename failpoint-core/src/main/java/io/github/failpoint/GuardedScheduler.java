package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A scheduler of others that leaves nobody behind. What it does not take goes on on a
 * thread of the engine; whoever it would hold up meanwhile does not wait for it.
 *
 * @param scheduler the scheduler
 */
record GuardedScheduler(FailpointScheduler scheduler) implements FailpointScheduler {

	private static final QuietLogger logger = new QuietLogger(FailpointScheduler.class.getName());

	private static final AtomicBoolean failed = new AtomicBoolean();

	@Override
	public void execute(Runnable task) {
		EngineThreads.HANDING_ON.execute(() -> handOn(task));
	}

	private void handOn(Runnable task) {
		try {
			this.scheduler.execute(task);
		}
		catch (Throwable ex) {
			log(ex);
			EngineThreads.CONTINUING.execute(task);
		}
	}

	/**
	 * The failpoint has been reached: what the scheduler itself reaches is nobody's call.
	 */
	@Override
	public Runnable schedule(Runnable task, long nanos) {
		try {
			Runnable timer = Suppression.call(() -> this.scheduler.schedule(task, nanos));
			return () -> cancel(timer);
		}
		catch (Throwable ex) {
			log(ex);
			throw new RejectedExecutionException(ex);
		}
	}

	private void cancel(Runnable timer) {
		try {
			timer.run();
		}
		catch (Throwable ex) {
			log(ex);
		}
	}

	private void log(Throwable ex) {
		if (!(ex instanceof RejectedExecutionException) && failed.compareAndSet(false, true)) {
			logger.log(Level.WARNING, "Failpoint scheduler " + this.scheduler.getClass().getName()
					+ " failed; further failures of schedulers are not logged", ex);
		}
	}

}
