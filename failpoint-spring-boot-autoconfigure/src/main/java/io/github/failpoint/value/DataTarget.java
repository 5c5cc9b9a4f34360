package io.github.failpoint.value;

import java.util.List;
import java.util.Map;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;

/**
 * A class of data of the application, which a JSON object becomes.
 *
 * @param data the class
 * @param parts its members, in the order of the creator's parameters
 * @param names tells what the members are called in JSON, and runs code of others
 * @param refusal why its members do not let values become it, looked for once since
 * classes refer to one another in many ways
 */
record DataTarget(DataType data, List<Part> parts, JsonNames names, @Nullable String refusal) implements ValueTarget {

	static DataTarget of(DataType data, List<Part> parts, JsonNames names) {
		return new DataTarget(data, parts, names, refusal(data, parts));
	}

	private static @Nullable String refusal(DataType data, List<Part> parts) {
		for (Part part : parts) {
			String refusal = part.target().refusal();
			if (refusal != null) {
				return "\"" + part.member().name() + "\" of " + data.type().getTypeName() + ": " + refusal;
			}
		}
		return null;
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		try {
			boolean members = value instanceof Value.Json json && !json.isArray()
					&& !JacksonAnnotations.takesOnlyWhole(this.data.creator());
			return members ? MembersPlan.of(this, value, ((Value.Json) value).members()) : planWhole(value);
		}
		catch (IllegalArgumentException | ValueConversionException ex) {
			throw refused(value, ex);
		}
	}

	/**
	 * Check the members of an object.
	 * @param value the whole object, for people
	 */
	ValuePlan planMembers(Value value, Map<String, Value> members) throws ValueConversionException {
		try {
			return MembersPlan.of(this, value, members);
		}
		catch (ValueConversionException ex) {
			throw refused(value, ex);
		}
	}

	ValuePlan planWhole(Value value) throws ValueConversionException {
		if (!takesWhole()) {
			throw new ValueConversionException("it takes a JSON object");
		}
		return new DataPlan(this, value, List.of(this.parts.get(0).target().plan(value)));
	}

	boolean takesWhole() {
		return JacksonAnnotations.takesWhole(this.data.creator()) && !this.data.type().isRecord();
	}

	/**
	 * Ask what the members are called.
	 */
	Naming naming() throws ValueConversionException {
		return Naming.of(this.parts, this.names.of(this.data.type()));
	}

	ValueConversionException refused(Value value, Exception reason) {
		return Failures.notA(value, this.data.type(), String.valueOf(reason.getMessage()), reason);
	}

	/**
	 * Check what is not given, or say with {@code null} that it needs nothing: a field
	 * keeps what it has, and a parameter of Kotlin its default.
	 */
	@Nullable ValuePlan planMissing(Part part) throws ValueConversionException {
		if (part.member().field() != null || KotlinDetector.isKotlinType(this.data.type())) {
			return null;
		}
		return part.target().plan(part.member().raw().isPrimitive() ? new Value.None() : new Value.Null());
	}

	/**
	 * A member.
	 *
	 * @param member how reflection shows it
	 * @param target its type
	 */
	record Part(DataType.Member member, ValueTarget target) {
	}

}
