package io.github.failpoint;

import java.util.Arrays;

/**
 * Threads that many share and that therefore must not be held, such as event loops. They
 * are known by the interface with which Reactor marks them.
 */
final class NonBlockingThreads {

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

	private static boolean isMarked(Class<?> type) {
		return type.getName().equals(MARK) || Arrays.stream(type.getInterfaces()).anyMatch(NonBlockingThreads::isMarked)
				|| (type.getSuperclass() != null && isMarked(type.getSuperclass()));
	}

}
