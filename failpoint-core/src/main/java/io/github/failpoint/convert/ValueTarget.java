package io.github.failpoint.convert;

import java.util.List;
import java.util.function.Function;

import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * A type that was looked at, and what becomes it.
 *
 * @since 0.1.0
 */
public interface ValueTarget {

	/**
	 * Say why values do not become the type, with all that it is made of.
	 * @return the reason, or {@code null} if they may
	 */
	default @Nullable String refusal() {
		return null;
	}

	/**
	 * Check any value, without running anything of the type.
	 * @param value the value
	 * @return how to make what it becomes
	 * @throws ValueConversionException if it does not fit
	 */
	default ValuePlan plan(Value value) throws ValueConversionException {
		if (value instanceof Value.None || value instanceof Value.Null) {
			return planAbsent(value);
		}
		String refusal = refusal();
		if (refusal != null) {
			throw new ValueConversionException(refusal);
		}
		return planPresent(value);
	}

	/**
	 * Check a truth value, number, text or JSON.
	 * @param value the value
	 * @return how to make what it becomes
	 * @throws ValueConversionException if it does not fit
	 */
	ValuePlan planPresent(Value value) throws ValueConversionException;

	/**
	 * Check that no value, which asks for the type's empty value, or {@code null} fits.
	 * @param value {@link Value.None} or {@link Value.Null}
	 * @return how to make what it becomes
	 * @throws ValueConversionException if it does not fit
	 */
	default ValuePlan planAbsent(Value value) throws ValueConversionException {
		return ValuePlan.always(null);
	}

	/**
	 * Check what becomes the elements of a container of this type: those of a JSON array,
	 * text between commas, or one value.
	 * @param value the value
	 * @return how to make the elements
	 * @throws ValueConversionException if one of them does not fit
	 */
	default List<ValuePlan> planElements(Value value) throws ValueConversionException {
		return Elements.plan(value, this);
	}

	/**
	 * Return a container of elements of this type.
	 * @param container makes a fresh container of elements
	 * @return what becomes the container
	 */
	default ValueTarget inside(Function<List<@Nullable Object>, Object> container) {
		return new Containers.Many(this, container);
	}

	/**
	 * Return whether values of the type can be the keys of a map.
	 * @return whether they can
	 */
	default boolean isKey() {
		return false;
	}

}
