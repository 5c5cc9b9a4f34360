package io.github.failpoint.value;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Data whose members are known, and are made before it.
 *
 * @param target the class
 * @param value of what it is made, for people
 * @param plans those of its members, {@code null} for one that needs nothing
 */
record DataPlan(DataTarget target, Value value, List<? extends @Nullable ValuePlan> plans) implements ValuePlan {

	@Override
	public ValuePlan resolve() throws ValueConversionException {
		List<@Nullable ValuePlan> resolved = new ArrayList<>();
		for (ValuePlan plan : this.plans) {
			resolved.add((plan != null) ? plan.resolve() : null);
		}
		return new DataPlan(this.target, this.value, resolved);
	}

	@Override
	public Supplier<Object> make() throws ValueConversionException {
		List<@Nullable Supplier<? extends @Nullable Object>> made = new ArrayList<>();
		for (ValuePlan plan : this.plans) {
			made.add((plan != null) ? plan.make() : null);
		}
		Object data = make(made);
		return () -> data;
	}

	private Object make(List<? extends @Nullable Supplier<? extends @Nullable Object>> made)
			throws ValueConversionException {
		try {
			return (this.target.data().creator().getParameterCount() > 0)
					? create(made.stream().map((part) -> (part != null) ? part.get() : null).toArray())
					: filled(create(), made);
		}
		catch (InvocationTargetException ex) {
			throw Failures.notA(this.value, this.target.data().type(), ex.getTargetException());
		}
		catch (IllegalArgumentException | Error ex) {
			throw Failures.notA(this.value, this.target.data().type(), ex);
		}
		catch (BeanInstantiationException ex) {
			throw Failures.notA(this.value, this.target.data().type(), (ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (ReflectiveOperationException | InaccessibleObjectException ex) {
			throw new ValueConversionException(
					this.target.data().type().getTypeName() + " cannot be made: its module does not open its package",
					ex);
		}
	}

	private Object create(@Nullable Object... arguments) throws ReflectiveOperationException, ValueConversionException {
		if (this.target.data().creator() instanceof Constructor<?> constructor) {
			return BeanUtils.instantiateClass(constructor, arguments);
		}
		Method factory = (Method) this.target.data().creator();
		ReflectionUtils.makeAccessible(factory);
		Object made = factory.invoke(null, arguments);
		if (made == null) {
			throw new ValueConversionException(
					factory.getName() + " of " + this.target.data().type().getTypeName() + " gave null");
		}
		return made;
	}

	private Object filled(Object object, List<? extends @Nullable Supplier<? extends @Nullable Object>> made)
			throws ReflectiveOperationException {
		for (int i = 0; i < made.size(); i++) {
			Supplier<? extends @Nullable Object> part = made.get(i);
			Field field = this.target.parts().get(i).member().field();
			if (part != null && field != null) {
				ReflectionUtils.makeAccessible(field);
				field.set(object, part.get());
			}
		}
		return object;
	}

}
