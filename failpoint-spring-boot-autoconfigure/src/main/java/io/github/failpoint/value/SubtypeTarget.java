package io.github.failpoint.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * A type of the application whose subtypes have names in JSON.
 *
 * @param type the type
 * @param subtypes how JSON tells which is meant
 * @param targets those of the application, by name
 */
record SubtypeTarget(Class<?> type, JsonSubtypes subtypes, Map<String, DataTarget> targets) implements ValueTarget {

	@Override
	public @Nullable String refusal() {
		return this.targets.values()
			.stream()
			.<@Nullable String>map(DataTarget::refusal)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		try {
			if (!(value instanceof Value.Json json)) {
				throw new ValueConversionException("it takes a JSON object");
			}
			return switch (this.subtypes.include()) {
				case WRAPPER_OBJECT -> wrapped(value, json.members());
				case WRAPPER_ARRAY -> wrapped(value, json.elements());
				default -> named(value, json.members());
			};
		}
		catch (IllegalArgumentException | ValueConversionException ex) {
			throw Failures.notA(value, this.type, String.valueOf(ex.getMessage()), ex);
		}
	}

	private ValuePlan named(Value value, Map<String, Value> members) throws ValueConversionException {
		Map<String, Value> rest = new LinkedHashMap<>(members);
		Value name = (this.subtypes.include() == JsonTypeInfo.As.EXISTING_PROPERTY)
				? members.get(this.subtypes.property()) : rest.remove(this.subtypes.property());
		return target(name).planMembers(value, rest);
	}

	private ValuePlan wrapped(Value value, Map<String, Value> members) throws ValueConversionException {
		Map.Entry<String, Value> only = members.entrySet().iterator().hasNext() ? members.entrySet().iterator().next()
				: Map.entry("", value);
		return target(new Value.Text((members.size() == 1) ? only.getKey() : "")).planPresent(only.getValue());
	}

	private ValuePlan wrapped(Value value, List<Value> elements) throws ValueConversionException {
		return target((elements.size() == 2) ? elements.get(0) : null)
			.planPresent((elements.size() == 2) ? elements.get(1) : value);
	}

	private DataTarget target(@Nullable Value name) throws ValueConversionException {
		DataTarget target = (name instanceof Value.Text text) ? this.targets.get(text.value()) : null;
		if (target == null) {
			throw new ValueConversionException(
					new Value.Text(this.subtypes.property()) + " is none of " + this.targets.keySet());
		}
		return target;
	}

}
