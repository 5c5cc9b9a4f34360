package io.github.failpoint.convert;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a value says by itself, where any object is wanted: text, truth values, integers
 * and decimals, lists and maps.
 */
record AnyValue() implements ValueTarget {

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		return (type == Object.class) ? new AnyValue() : null;
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		if (value instanceof Value.Json json) {
			return json.isArray() ? list(json) : MapTarget.ofAny(this).planPresent(json);
		}
		if (value instanceof Value.Num number) {
			return ValuePlan.always(Scalar.natural(number.value()));
		}
		return ValuePlan.always((value instanceof Value.Bool bool) ? bool.value() : Scalar.text(value));
	}

	private ValuePlan list(Value.Json array) throws ValueConversionException {
		List<ValuePlan> elements = Elements.plan(array, this);
		return ValuePlan.all(elements, ArrayList::new);
	}

}
