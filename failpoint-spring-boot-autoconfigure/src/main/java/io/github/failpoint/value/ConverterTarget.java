package io.github.failpoint.value;

import java.util.Objects;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * A type that a converter of the application makes of a single value.
 *
 * @param type the type
 * @param source of what it is made
 * @param function gives what makes it
 * @param json what JSON makes of it, or {@code null} if it makes nothing
 */
record ConverterTarget(Class<?> type, ValueTarget source, Supplier<Function> function,
		@Nullable ValueTarget json) implements ValueTarget {

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		if (value instanceof Value.Json && this.json != null) {
			return this.json.plan(value);
		}
		ValuePlan plan = this.source.plan(value);
		return () -> {
			Object made = convert(value, Objects.requireNonNull(plan.make().get()));
			return () -> made;
		};
	}

	private Object convert(Value value, Object source) throws ValueConversionException {
		try {
			Object made = this.function.get().convert(source);
			if (this.type.isInstance(made)) {
				return made;
			}
		}
		catch (Exception | Error ex) {
			throw Failures.notA(value, this.type, ex);
		}
		throw new ValueConversionException(value + " was not converted to " + this.type.getName());
	}

	interface Function {

		Function NONE = (source) -> null;

		@Nullable Object convert(Object source) throws Exception;

	}

}
