package io.github.failpoint;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Marks threads on which no failpoint acts.
 */
final class Suppression {

	private static final ThreadLocal<Boolean> ACTIVE = new ThreadLocal<>();

	private Suppression() {
	}

	static boolean isActive() {
		return ACTIVE.get() != null;
	}

	static <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
		if (isActive()) {
			return body.call();
		}
		ACTIVE.set(Boolean.TRUE);
		try {
			return body.call();
		}
		finally {
			ACTIVE.remove();
		}
	}

}
