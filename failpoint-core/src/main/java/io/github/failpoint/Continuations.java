package io.github.failpoint;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few daemon threads that go on where a failpoint has held code back. They are there
 * only while there is something to run, so nobody has to close them. The common pool is
 * no place for this: it may have a single thread, or none.
 */
final class Continuations implements Executor {

	static final String THREAD_NAME = "failpoint-async";

	static final int MAX_THREADS = 10 * Runtime.getRuntime().availableProcessors();

	/**
	 * Those of all registries, on which the code of callers goes on.
	 */
	static final Continuations SHARED = new Continuations(MAX_THREADS);

	/**
	 * Wakes who waits without a thread, and runs nobody's code: however many callers hold
	 * the others up, those behind them go on.
	 */
	static final Continuations WAKING = new Continuations(1);

	private final ThreadPoolExecutor threads;

	private Continuations(int threads) {
		this.threads = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				Continuations::thread);
		this.threads.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable worker) {
		return DaemonThreads.create(worker, THREAD_NAME);
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

}
