package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * Base of the exceptions about one failpoint; none of them is checked.
 *
 * @since 0.1.0
 * @see io.github.failpoint.terms.TermsSyntaxException
 */
public abstract sealed class FailpointException extends RuntimeException
		permits FailpointMarkerException, FailpointPanicException, SettingRefusedException, SiteMismatchException {

	private static final long serialVersionUID = 1L;

	private final String name;

	FailpointException(String name, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.name = name;
	}

	/**
	 * Create an exception that is cheap: without cause, stack trace and suppression.
	 */
	FailpointException(String name, String message) {
		super(message, null, false, false);
		this.name = name;
	}

	/**
	 * Return the name of the failpoint.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
