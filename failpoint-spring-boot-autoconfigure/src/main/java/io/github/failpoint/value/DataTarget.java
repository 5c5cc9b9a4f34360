package io.github.failpoint.value;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ReflectionUtils;

/**
 * A class of data of the application, which a JSON object becomes.
 *
 * @param data the class
 * @param parts its members, in the order of the creator's parameters
 * @param refusal why its members do not let values become it, looked for once since
 * classes refer to one another in many ways
 */
record DataTarget(DataType data, List<Part> parts, @Nullable String refusal) implements ValueTarget {

	static DataTarget of(DataType data, List<Part> parts) {
		return new DataTarget(data, parts, refusal(data, parts));
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
			return planWholeOrMembers(value);
		}
		catch (IllegalArgumentException | ValueConversionException ex) {
			throw Failures.notA(value, this.data.type(), String.valueOf(ex.getMessage()), ex);
		}
	}

	private ValuePlan planWholeOrMembers(Value value) throws ValueConversionException {
		boolean whole = JacksonAnnotations.takesWhole(this.data.creator()) && !this.data.type().isRecord();
		if (value instanceof Value.Json json && !json.isArray()
				&& !JacksonAnnotations.takesOnlyWhole(this.data.creator())) {
			Map<String, Value> members = json.members();
			if (!whole || known().containsAll(members.keySet())) {
				return planMembers(value, members);
			}
		}
		if (!whole) {
			throw new ValueConversionException("it takes a JSON object");
		}
		ValuePlan plan = this.parts.get(0).target().plan(value);
		return () -> constant(make(value, List.of(plan.make())));
	}

	/**
	 * Check the members of an object.
	 * @param value the whole object, for people
	 */
	ValuePlan planMembers(Value value, Map<String, Value> members) throws ValueConversionException {
		for (String name : members.keySet()) {
			if (!known().contains(name)) {
				throw new ValueConversionException(
						new Value.Text(name) + " is none of its members, which are " + known());
			}
		}
		List<@Nullable ValuePlan> plans = new ArrayList<>();
		for (Part part : this.parts) {
			plans.add(part.plan(members, KotlinDetector.isKotlinType(this.data.type())));
		}
		return () -> constant(make(value, made(plans)));
	}

	private Set<String> known() {
		Set<String> known = new TreeSet<>();
		this.parts.forEach((part) -> known.addAll(part.names()));
		return known;
	}

	private static Supplier<Object> constant(Object made) {
		return () -> made;
	}

	private static List<@Nullable Supplier<? extends @Nullable Object>> made(List<@Nullable ValuePlan> plans)
			throws ValueConversionException {
		List<@Nullable Supplier<? extends @Nullable Object>> made = new ArrayList<>();
		for (ValuePlan plan : plans) {
			made.add((plan != null) ? plan.make() : null);
		}
		return made;
	}

	private Object make(Value value, List<? extends @Nullable Supplier<? extends @Nullable Object>> made)
			throws ValueConversionException {
		try {
			return (this.data.creator().getParameterCount() > 0)
					? create(made.stream().map((part) -> (part != null) ? part.get() : null).toArray())
					: filled(create(), made);
		}
		catch (InvocationTargetException ex) {
			throw Failures.notA(value, this.data.type(), ex.getTargetException());
		}
		catch (IllegalArgumentException | LinkageError ex) {
			throw Failures.notA(value, this.data.type(), ex);
		}
		catch (BeanInstantiationException ex) {
			throw Failures.notA(value, this.data.type(), (ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			throw new ValueConversionException(
					this.data.type().getTypeName() + " cannot be made: its module does not open its package", ex);
		}
	}

	private Object create(@Nullable Object... arguments) throws ReflectiveOperationException, ValueConversionException {
		if (this.data.creator() instanceof Constructor<?> constructor) {
			return BeanUtils.instantiateClass(constructor, arguments);
		}
		Method factory = (Method) this.data.creator();
		ReflectionUtils.makeAccessible(factory);
		Object made = factory.invoke(null, arguments);
		if (made == null) {
			throw new ValueConversionException(
					factory.getName() + " of " + this.data.type().getTypeName() + " gave null");
		}
		return made;
	}

	private Object filled(Object object, List<? extends @Nullable Supplier<? extends @Nullable Object>> made)
			throws ReflectiveOperationException {
		for (int i = 0; i < made.size(); i++) {
			Supplier<? extends @Nullable Object> part = made.get(i);
			Field field = this.parts.get(i).member().field();
			if (part != null && field != null) {
				ReflectionUtils.makeAccessible(field);
				field.set(object, part.get());
			}
		}
		return object;
	}

	/**
	 * A member.
	 *
	 * @param member how reflection shows it
	 * @param names the names that it has in JSON
	 * @param target its type
	 */
	record Part(DataType.Member member, List<String> names, ValueTarget target) {

		/**
		 * Check what is given, or say with {@code null} that nothing is: a field keeps
		 * what it has, and a parameter of Kotlin its default.
		 */
		@Nullable ValuePlan plan(Map<String, Value> members, boolean kotlin) throws ValueConversionException {
			for (String name : this.names) {
				Value value = members.get(name);
				if (value != null) {
					return plan(name, value);
				}
			}
			if (this.member.field() != null || kotlin) {
				return null;
			}
			return this.target.plan(this.member.raw().isPrimitive() ? new Value.None() : new Value.Null());
		}

		private ValuePlan plan(String name, Value value) throws ValueConversionException {
			try {
				return this.target.plan(value);
			}
			catch (ValueConversionException ex) {
				throw new ValueConversionException(new Value.Text(name) + ": " + ex.getMessage(), ex);
			}
		}

	}

}
