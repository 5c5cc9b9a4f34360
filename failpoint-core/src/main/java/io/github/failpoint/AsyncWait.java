package io.github.failpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A wait that holds no thread. It ends once: when its time is over, when it is released,
 * when its queue is closed, or when its future is cancelled.
 */
final class AsyncWait {

	private static final Runnable NO_TIMER = () -> {
	};

	private final CompletableFuture<@Nullable EarlyReturn> future = new CompletableFuture<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final WaitQueue queue;

	private final WaitQueue.Waiter waiter;

	private final FailpointScheduler scheduler;

	private final Runnable left;

	private volatile Runnable timer = NO_TIMER;

	/**
	 * Create a wait.
	 * @param queue the queue
	 * @param scheduler where the time runs and the code goes on; blocks and harms nobody
	 * @param left called once the wait is over
	 */
	AsyncWait(WaitQueue queue, FailpointScheduler scheduler, Runnable left) {
		this.queue = queue;
		this.scheduler = scheduler;
		this.left = left;
		this.waiter = queue.waiter(() -> scheduler.execute(this::goOn));
		this.future.whenComplete((answer, ex) -> end());
	}

	CompletableFuture<@Nullable EarlyReturn> start(long nanos) {
		this.queue.enter(this.waiter);
		if (nanos != Long.MAX_VALUE) {
			startTimer(nanos);
		}
		if (this.queue.isClosed()) {
			this.future.complete(null);
		}
		return this.future;
	}

	/**
	 * Where there is no timer, there is no wait. Whatever ended it meanwhile may not have
	 * found the timer.
	 */
	private void startTimer(long nanos) {
		try {
			this.timer = this.scheduler.schedule(this::goOn, nanos);
		}
		catch (Throwable ex) {
			this.future.complete(null);
		}
		if (this.ended.get()) {
			this.timer.run();
		}
	}

	private void goOn() {
		end();
		this.future.complete(null);
	}

	private void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.queue.leave(this.waiter);
			this.timer.run();
			this.left.run();
		}
	}

}
