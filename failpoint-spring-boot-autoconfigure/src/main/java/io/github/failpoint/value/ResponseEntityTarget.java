package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;

/**
 * An answer of a controller: a number is its status, all else its body, and
 * <code>{"status": 503, "body": …}</code> both. It has no headers.
 *
 * @param body the type of its body
 */
record ResponseEntityTarget(ValueTarget body) implements ValueTarget {

	private static final String STATUS = "status";

	private static final String BODY = "body";

	private static final String HEADERS = "headers";

	private static final int OK = 200;

	private static final int LAST = 599;

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		ResolvableType resolvable = ResolvableType.forType(type);
		Type body = resolvable.hasGenerics() ? resolvable.getGeneric().getType() : Object.class;
		return (resolvable.resolve() == ResponseEntity.class) ? new ResponseEntityTarget(place.find(body)) : null;
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		if (value instanceof Value.Num number) {
			return ValuePlan.always(ResponseEntity.status(status(number)).build());
		}
		if (value instanceof Value.Json json && !json.isArray()) {
			Map<String, Value> members = members(json);
			if (members.get(STATUS) instanceof Value.Num number && isAnswer(members.keySet())) {
				return answer(status(number), members.getOrDefault(BODY, new Value.Null()));
			}
		}
		return answer(OK, value);
	}

	private ValuePlan answer(int status, Value value) throws ValueConversionException {
		return ValuePlan.all(List.of(this.body.plan(value)),
				(elements) -> ResponseEntity.status(status).body(elements.get(0)));
	}

	private static Map<String, Value> members(Value.Json json) throws ValueConversionException {
		try {
			return json.members();
		}
		catch (IllegalArgumentException ex) {
			throw new ValueConversionException(json + ": " + ex.getMessage(), ex);
		}
	}

	private static boolean isAnswer(Set<String> names) throws ValueConversionException {
		if (!Set.of(STATUS, BODY, HEADERS).containsAll(names)) {
			return false;
		}
		if (names.contains(HEADERS)) {
			throw new ValueConversionException("a ResponseEntity takes a status and a body, no headers");
		}
		return true;
	}

	private static int status(Value.Num number) throws ValueConversionException {
		try {
			int status = number.value().intValueExact();
			if (status >= OK && status <= LAST) {
				return status;
			}
		}
		catch (ArithmeticException ex) {
			// said below
		}
		throw new ValueConversionException(number + " is not a status from " + OK + " to " + LAST
				+ "; {\"status\": 200, \"body\": " + number + "} is a body");
	}

}
