package io.github.failpoint;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few daemon threads of all registries. They are there only while there is something to
 * run, so nobody has to close them. What is to run does, whatever happens: if no thread
 * can be made, on the one that asks for it.
 */
final class EngineThreads implements Executor {

	static final int MAX = 10 * Runtime.getRuntime().availableProcessors();

	static final String CONTINUING_NAME = "failpoint-async";

	/**
	 * On which the code of callers goes on where a failpoint has held it back. The common
	 * pool is no place for this: it may have a single thread, or none.
	 */
	static final EngineThreads CONTINUING = new EngineThreads(MAX, CONTINUING_NAME);

	/**
	 * On which schedulers of others are told who goes on. They may block: however many
	 * do, who needs none of them goes on.
	 */
	static final EngineThreads HANDING_ON = new EngineThreads(MAX, "failpoint-handing-on");

	/**
	 * Which wakes who waits, and runs nobody's code.
	 */
	static final EngineThreads WAKING = new EngineThreads(1, "failpoint-waking");

	private final ThreadPoolExecutor threads;

	private EngineThreads(int max, String name) {
		this(new ThreadPoolExecutor(max, max, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(worker) -> DaemonThreads.create(worker, name)));
	}

	EngineThreads(ThreadPoolExecutor threads) {
		this.threads = threads;
		this.threads.allowCoreThreadTimeOut(true);
	}

	@Override
	public void execute(Runnable task) {
		try {
			this.threads.execute(task);
		}
		catch (Throwable ex) {
			executeWithoutAnother(task);
		}
	}

	/**
	 * Leave the task to a thread that is there. The last one may just have gone.
	 */
	private void executeWithoutAnother(Runnable task) {
		this.threads.getQueue().add(task);
		if (this.threads.getPoolSize() == 0 && this.threads.getQueue().remove(task)) {
			task.run();
		}
	}

}
