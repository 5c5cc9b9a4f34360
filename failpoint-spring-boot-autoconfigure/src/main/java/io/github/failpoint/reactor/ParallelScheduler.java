package io.github.failpoint.reactor;

import java.util.concurrent.TimeUnit;

import io.github.failpoint.FailpointScheduler;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Goes on where Reactor's own delays do, and in virtual time where that is in force.
 */
enum ParallelScheduler implements FailpointScheduler {

	INSTANCE;

	@Override
	public void execute(Runnable task) {
		Schedulers.parallel().schedule(task);
	}

	@Override
	public Runnable schedule(Runnable task, long nanos) {
		Disposable timer = Schedulers.parallel().schedule(task, nanos, TimeUnit.NANOSECONDS);
		return timer::dispose;
	}

}
