package io.github.failpoint.convert;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.terms.Value;

/**
 * The one rule for the elements of all that has several: those of a JSON array, text
 * between commas, or one value.
 */
final class Elements {

	private Elements() {
	}

	static List<ValuePlan> plan(Value value, ValueTarget element) throws ValueConversionException {
		List<ValuePlan> plans = new ArrayList<>();
		for (Value part : parts(value)) {
			plans.add(element.plan(part));
		}
		return plans;
	}

	private static List<Value> parts(Value value) throws ValueConversionException {
		if (value instanceof Value.Json json) {
			return json.isArray() ? Json.read(value, json::elements) : List.of(value);
		}
		return (value instanceof Value.Text text) ? split(text.value()) : List.of(value);
	}

	private static List<Value> split(String text) {
		return text.isEmpty() ? List.of()
				: Stream.of(text.split(",", -1)).<Value>map((part) -> new Value.Text(part.strip())).toList();
	}

	static Type argument(Type type, int index) {
		return (type instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[index]
				: Object.class;
	}

}
