package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.util.Arrays;

/**
 * Threads that many share and that therefore must not be held, such as event loops. They
 * are known by the interface with which Reactor marks them.
 */
final class NonBlockingThreads {

	private static final QuietLogger logger = new QuietLogger("io.github.failpoint");

	private static final String MARK = "reactor.core.scheduler.NonBlocking";

	private static final ClassValue<Boolean> MARKED = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return isMarked(type);
		}

	};

	private NonBlockingThreads() {
	}

	static boolean contains(Thread thread) {
		return MARKED.get(thread.getClass());
	}

	/**
	 * Say once for a setting that it cannot wait on this thread. Not here: appenders may
	 * block.
	 */
	static void warn(Evaluation evaluation) {
		if (evaluation.setting().meetsEventLoop()) {
			String message = "Failpoint \"" + evaluation.name() + "\" was to " + evaluation.effect().keyword() + " at "
					+ evaluation.site().description() + " on the thread \"" + Thread.currentThread().getName()
					+ "\", which must not be held: such calls go on. Use sleep or pause where a publisher or a future "
					+ "is returned, which waits without a thread";
			DaemonThreads.create(() -> logger.log(Level.WARNING, message), "failpoint-warning").start();
		}
	}

	private static boolean isMarked(Class<?> type) {
		return type.getName().equals(MARK) || Arrays.stream(type.getInterfaces()).anyMatch(NonBlockingThreads::isMarked)
				|| (type.getSuperclass() != null && isMarked(type.getSuperclass()));
	}

}
