package io.github.failpoint.convert;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a value becomes, not made yet.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ValuePlan {

	/**
	 * Ask code of others for what only it can say, such as names, before anything is
	 * made.
	 * @return the plan in which that is said
	 * @throws ValueConversionException if the value does not fit what was said
	 */
	default ValuePlan resolve() throws ValueConversionException {
		return this;
	}

	/**
	 * Make what runs code of others, once and for all.
	 * @return gives the value for one return; what is mutable and the JDK's is fresh each
	 * time
	 * @throws ValueConversionException if that code refuses the value
	 */
	Supplier<? extends @Nullable Object> make() throws ValueConversionException;

	/**
	 * Return a plan for what is there already.
	 * @param value the immutable value
	 * @return the plan
	 */
	static ValuePlan always(@Nullable Object value) {
		return new ConstantPlan(value);
	}

	/**
	 * Return a plan for a container.
	 * @param elements the plans for its elements
	 * @param container makes a fresh container of elements
	 * @return the plan
	 */
	static ValuePlan all(List<ValuePlan> elements,
			Function<List<@Nullable Object>, ? extends @Nullable Object> container) {
		return new ContainerPlan(elements, container);
	}

}
