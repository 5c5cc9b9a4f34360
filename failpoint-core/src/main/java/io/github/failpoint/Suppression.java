package io.github.failpoint;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Runs something on a thread on which no failpoint acts meanwhile.
 */
final class Suppression {

	private Suppression() {
	}

	static <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
		if (Execution.isSuppressed()) {
			return body.call();
		}
		Execution.setSuppressed(true);
		try {
			return body.call();
		}
		finally {
			Execution.setSuppressed(false);
		}
	}

}
