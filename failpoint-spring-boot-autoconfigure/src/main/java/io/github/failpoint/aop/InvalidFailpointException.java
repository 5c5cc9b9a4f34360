package io.github.failpoint.aop;

import org.jspecify.annotations.Nullable;

/**
 * Thrown while the application starts if a
 * {@link io.github.failpoint.annotation.Failpoint @Failpoint} annotation is wrong.
 *
 * @since 0.1.0
 */
public final class InvalidFailpointException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidFailpointException(String site, @Nullable String reason, @Nullable Throwable cause) {
		super("Invalid @Failpoint at " + site + ": " + reason, cause);
	}

	/**
	 * Return whether it is the name that is wrong, or the placeholder for it.
	 * @return whether the name is wrong
	 */
	public boolean isNameWrong() {
		return getCause() != null;
	}

}
