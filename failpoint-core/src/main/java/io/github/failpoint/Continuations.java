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
	 * Those of all registries.
	 */
	static final Continuations SHARED = new Continuations();

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(MAX_THREADS, MAX_THREADS, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Continuations::thread);

	private Continuations() {
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Nothing is inherited from the thread that happens to need one more.
	 */
	private static Thread thread(Runnable worker) {
		Thread thread = new Thread(null, worker, THREAD_NAME, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(Continuations.class.getClassLoader());
		return thread;
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

}
