package io.github.failpoint.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that becomes data. Only code of the application says what they
 * are called, so they are checked as they seem to be called, and once more if it says
 * otherwise.
 *
 * @param target the class
 * @param value the whole object, for people
 * @param members its members
 * @param guesses what they seem to be
 */
record MembersPlan(DataTarget target, Value value, Map<String, Value> members,
		Map<String, Guess> guesses) implements ValuePlan {

	static MembersPlan of(DataTarget target, Value value, Map<String, Value> members) throws ValueConversionException {
		Naming likely = Naming.likely(target.parts());
		Map<String, Guess> guesses = new HashMap<>();
		if (!target.takesWhole() || likely.containsAll(members.keySet())) {
			for (Map.Entry<String, Value> member : members.entrySet()) {
				int index = likely.indexOf(member.getKey());
				if (index >= 0) {
					guesses.put(member.getKey(), new Guess(index, plan(target, index, member)));
				}
			}
		}
		return new MembersPlan(target, value, members, guesses);
	}

	private static ValuePlan plan(DataTarget target, int index, Map.Entry<String, Value> member)
			throws ValueConversionException {
		return named(member.getKey(), () -> target.parts().get(index).target().plan(member.getValue()));
	}

	private static ValuePlan named(String name, Attempt attempt) throws ValueConversionException {
		try {
			return attempt.plan();
		}
		catch (ValueConversionException ex) {
			throw new ValueConversionException(new Value.Text(name) + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public ValuePlan resolve() throws ValueConversionException {
		try {
			Naming naming = this.target.naming();
			boolean whole = this.target.takesWhole() && !naming.containsAll(this.members.keySet());
			return whole ? this.target.planWhole(this.value).resolve() : resolve(naming);
		}
		catch (ValueConversionException ex) {
			throw this.target.refused(this.value, ex);
		}
	}

	private ValuePlan resolve(Naming naming) throws ValueConversionException {
		List<@Nullable ValuePlan> plans = new ArrayList<>(Collections.nCopies(this.target.parts().size(), null));
		for (Map.Entry<String, Value> member : this.members.entrySet()) {
			int index = indexOf(member.getKey(), naming);
			if (plans.get(index) != null) {
				throw new ValueConversionException(
						new Value.Text(member.getKey()) + " is another name of a member that is there already");
			}
			plans.set(index, plan(index, member));
		}
		for (int i = 0; i < plans.size(); i++) {
			ValuePlan plan = plans.get(i);
			plans.set(i, (plan != null) ? plan : this.target.planMissing(this.target.parts().get(i)));
		}
		return new DataPlan(this.target, this.value, plans).resolve();
	}

	private static int indexOf(String name, Naming naming) throws ValueConversionException {
		int index = naming.indexOf(name);
		if (index < 0) {
			throw new ValueConversionException(new Value.Text(name) + " is none of its members, which are " + naming);
		}
		return index;
	}

	private ValuePlan plan(int index, Map.Entry<String, Value> member) throws ValueConversionException {
		Guess guess = this.guesses.get(member.getKey());
		return (guess != null && guess.index() == index) ? guess.plan() : plan(this.target, index, member);
	}

	@Override
	public Supplier<? extends @Nullable Object> make() throws ValueConversionException {
		return resolve().make();
	}

	/**
	 * What a member seems to be.
	 *
	 * @param index which one
	 * @param plan what becomes it
	 */
	private record Guess(int index, ValuePlan plan) {
	}

	private interface Attempt {

		ValuePlan plan() throws ValueConversionException;

	}

}
