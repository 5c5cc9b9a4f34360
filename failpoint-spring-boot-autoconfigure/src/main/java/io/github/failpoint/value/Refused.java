package io.github.failpoint.value;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;

/**
 * A type that no value becomes.
 *
 * @param refusal the reason
 */
record Refused(String refusal) implements ValueTarget {

	static Refused of(Class<?> type, String reason) {
		String name = type.getTypeName();
		return new Refused(("aeiouAEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name
				+ " takes only \"return\" and \"return(null)\": " + reason);
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		throw new ValueConversionException(this.refusal);
	}

}
