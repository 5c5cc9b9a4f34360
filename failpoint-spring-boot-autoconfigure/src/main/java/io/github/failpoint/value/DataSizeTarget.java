package io.github.failpoint.value;

import java.lang.reflect.Type;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * A data size, written as in properties.
 */
record DataSizeTarget() implements ValueTarget {

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		return (type == DataSize.class) ? new DataSizeTarget() : null;
	}

	@Override
	public boolean isKey() {
		return true;
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		try {
			return ValuePlan
				.always(DataSize.parse((value instanceof Value.Text text) ? text.value() : value.toString()));
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new ValueConversionException(value + " is not a data size, such as 10MB", ex);
		}
	}

}
