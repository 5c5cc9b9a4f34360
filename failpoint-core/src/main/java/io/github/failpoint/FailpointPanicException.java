package io.github.failpoint;

/**
 * What a {@code panic} term throws at the site.
 *
 * @since 0.1.0
 */
public final class FailpointPanicException extends FailpointException {

	private static final long serialVersionUID = 1L;

	FailpointPanicException(String name, String message) {
		super(name, message, null);
	}

}
