package io.github.failpoint.value;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Value;

/**
 * What is said when the application's own code refuses a value.
 */
final class Failures {

	private Failures() {
	}

	static ValueConversionException notA(Value value, Class<?> type, Throwable failure) {
		String reason = (failure.getMessage() != null) ? Quoting.visible(failure.getMessage())
				: failure.getClass().getSimpleName();
		return new ValueConversionException(value + " is not a " + type.getTypeName() + ": " + reason, failure);
	}

}
