package io.github.failpoint.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.failpoint.terms.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * A container that is made afresh for each return, of elements that are made once.
 *
 * @param elements the plans for its elements
 * @param container makes a container of elements
 */
record ContainerPlan(List<ValuePlan> elements,
		Function<List<@Nullable Object>, ? extends @Nullable Object> container) implements ValuePlan {

	@Override
	public ValuePlan resolve() throws ValueConversionException {
		List<ValuePlan> resolved = new ArrayList<>();
		for (ValuePlan element : this.elements) {
			resolved.add(element.resolve());
		}
		return new ContainerPlan(resolved, this.container);
	}

	@Override
	public Supplier<@Nullable Object> make() throws ValueConversionException {
		List<Supplier<? extends @Nullable Object>> made = new ArrayList<>();
		for (ValuePlan element : this.elements) {
			made.add(element.make());
		}
		Supplier<@Nullable Object> supplier = () -> {
			List<@Nullable Object> values = new ArrayList<>();
			made.forEach((element) -> values.add(element.get()));
			return this.container.apply(values);
		};
		requireFits(supplier);
		return supplier;
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
		catch (RuntimeException | Error ex) {
			throw new ValueConversionException("the elements cannot be put there: " + Quoting.visible(ex.toString()),
					ex);
		}
	}

}
