package io.github.failpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
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
	 * @param scheduler where the time runs and the code goes on
	 * @param left called once the wait is over
	 */
	AsyncWait(WaitQueue queue, FailpointScheduler scheduler, Runnable left) {
		this.queue = queue;
		this.scheduler = scheduler;
		this.left = left;
		this.waiter = queue.waiter(() -> Continuations.WAKING.execute(this::woken));
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
	 * Whatever ended the wait meanwhile may not have found the timer.
	 */
	private void startTimer(long nanos) {
		try {
			this.timer = this.scheduler.schedule(this::timeIsOver, nanos);
		}
		catch (RejectedExecutionException ex) {
			this.future.complete(null);
		}
		if (this.ended.get()) {
			this.timer.run();
		}
	}

	private void timeIsOver() {
		end();
		this.future.complete(null);
	}

	/**
	 * The next one is woken first, and code never goes on here: it might hold the others
	 * up.
	 */
	private void woken() {
		end();
		try {
			this.scheduler.execute(this::goOn);
		}
		catch (RejectedExecutionException ex) {
			Continuations.SHARED.execute(this::goOn);
		}
	}

	private void goOn() {
		this.future.complete(null);
	}

	private void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.timer.run();
			this.queue.leave(this.waiter);
			this.left.run();
		}
	}

}
