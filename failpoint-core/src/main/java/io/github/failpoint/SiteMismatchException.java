package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at a site whose failpoint is set to something that this place in the code cannot
 * do, such as returning a value from the middle of a method. It is a mistake in the
 * setting, not in the code.
 *
 * @since 0.1.0
 */
public final class SiteMismatchException extends FailpointException {

	private static final long serialVersionUID = 1L;

	SiteMismatchException(String name, String message, @Nullable Throwable cause) {
		super(name, message, cause);
	}

}
