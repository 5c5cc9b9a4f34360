package io.github.failpoint.convert;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What is there already, and shared by all who get it.
 *
 * @param value the immutable value
 */
record ConstantPlan(@Nullable Object value) implements ValuePlan {

	@Override
	public Supplier<@Nullable Object> make() {
		return this::value;
	}

}
