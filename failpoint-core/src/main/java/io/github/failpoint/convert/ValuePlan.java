package io.github.failpoint.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.failpoint.terms.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * What a value becomes, not made yet.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ValuePlan {

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
		return () -> () -> value;
	}

	/**
	 * Return a plan for a container.
	 * @param elements the plans for its elements
	 * @param container makes a fresh container of elements
	 * @return the plan
	 */
	static ValuePlan all(List<ValuePlan> elements,
			Function<List<@Nullable Object>, ? extends @Nullable Object> container) {
		return () -> {
			List<Supplier<? extends @Nullable Object>> made = new ArrayList<>();
			for (ValuePlan element : elements) {
				made.add(element.make());
			}
			Supplier<@Nullable Object> supplier = () -> {
				List<@Nullable Object> values = new ArrayList<>();
				made.forEach((element) -> values.add(element.get()));
				return container.apply(values);
			};
			requireFits(supplier);
			return supplier;
		};
	}

	/**
	 * Sorted containers compare, some take no {@code null}, and what compares or hashes
	 * may fail.
	 */
	private static void requireFits(Supplier<@Nullable Object> supplier) throws ValueConversionException {
		try {
			supplier.get();
		}
		catch (ClassCastException | NullPointerException ex) {
			throw new ValueConversionException((ex instanceof ClassCastException)
					? "the elements cannot be compared with one another" : "null cannot be an element there", ex);
		}
		catch (RuntimeException ex) {
			throw new ValueConversionException("the elements cannot be put there: " + Quoting.visible(ex.toString()),
					ex);
		}
	}

}
