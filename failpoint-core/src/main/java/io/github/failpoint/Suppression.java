package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * Runs something on a thread on which no failpoint acts meanwhile.
 */
final class Suppression {

	private Suppression() {
	}

	static <T extends @Nullable Object, X extends Exception> T call(FailpointHandle.Body<T, X> body) throws X {
		if (Execution.isSuppressed()) {
			return body.run();
		}
		Execution.setSuppressed(true);
		try {
			return body.run();
		}
		finally {
			Execution.setSuppressed(false);
		}
	}

}
