package io.github.failpoint;

/**
 * Makes threads of the engine. They inherit nothing from the thread that happens to need
 * one, which may serve a request of an application.
 */
final class DaemonThreads {

	private DaemonThreads() {
	}

	static Thread create(Runnable task, String name) {
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
		return thread;
	}

}
