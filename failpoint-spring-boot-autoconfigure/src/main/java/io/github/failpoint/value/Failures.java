package io.github.failpoint.value;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Value;

/**
 * What is said of a value that is not taken. Values within values are each named, so that
 * none is shown whole.
 */
final class Failures {

	private static final int LONGEST_VALUE = 60;

	private Failures() {
	}

	static ValueConversionException notA(Value value, Class<?> type, String reason, Throwable cause) {
		return new ValueConversionException(
				Quoting.excerpt(value.toString(), LONGEST_VALUE) + " is not a " + type.getTypeName() + ": " + reason,
				cause);
	}

	static ValueConversionException notA(Value value, Class<?> type, Throwable failure) {
		String reason = (failure.getMessage() != null) ? Quoting.visible(failure.getMessage())
				: failure.getClass().getSimpleName();
		return notA(value, type, reason, failure);
	}

}
