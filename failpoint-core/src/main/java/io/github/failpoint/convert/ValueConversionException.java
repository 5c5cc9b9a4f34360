package io.github.failpoint.convert;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a {@link ValueConverter} when a value does not fit a type.
 *
 * @since 0.1.0
 */
public final class ValueConversionException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the reason, such as <code>"abc" is not an int</code>
	 */
	public ValueConversionException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception with a cause.
	 * @param message the reason, such as <code>"abc" is not an int</code>
	 * @param cause the cause
	 */
	public ValueConversionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
