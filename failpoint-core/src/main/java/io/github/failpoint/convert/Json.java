package io.github.failpoint.convert;

import java.util.function.Supplier;

import io.github.failpoint.terms.Value;

/**
 * Reads the JSON of values, of which only the brackets are known to balance.
 */
final class Json {

	private Json() {
	}

	static <T> T read(Value value, Supplier<T> read) throws ValueConversionException {
		try {
			return read.get();
		}
		catch (IllegalArgumentException ex) {
			throw new ValueConversionException(value + ": " + ex.getMessage(), ex);
		}
	}

}
