package io.github.failpoint;

import java.util.concurrent.Executor;

/**
 * Where code goes on after a failpoint has held it back without a thread: runs tasks at
 * once or later, on threads of its own. For those who weave failpoints into code.
 *
 * @since 0.1.0
 * @see FailpointSite#evaluateAsync(FailpointScheduler, Object...)
 */
public interface FailpointScheduler extends Executor {

	/**
	 * Run a task later.
	 * @param task the task
	 * @param nanos the time until then in nanoseconds
	 * @return what cancels the task
	 * @throws java.util.concurrent.RejectedExecutionException if there is no thread to
	 * run it any more
	 */
	Runnable schedule(Runnable task, long nanos);

}
