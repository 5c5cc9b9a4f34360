package io.github.failpoint.value;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValueConversionException;

import org.springframework.core.ResolvableType;

/**
 * Replaces the variables in the types of members by what their owner says. One of which
 * it says nothing stays a variable: its bounds are no answer.
 */
final class ResolvedTypes {

	/**
	 * Generics of themselves can double with each step.
	 */
	private static final int MAX_ARGUMENTS = 100;

	private ResolvedTypes() {
	}

	/**
	 * Return the type of a member.
	 * @param owner the type that has the member
	 * @param member the declared type of the member
	 * @return the type in which the owner's arguments replace its variables
	 * @throws ValueConversionException if it has too many arguments
	 */
	static Type of(Type owner, Type member) throws ValueConversionException {
		Type type = within(owner, member);
		if (size(type) > MAX_ARGUMENTS) {
			throw new ValueConversionException("it is made of too many types");
		}
		return type;
	}

	private static int size(Type type) {
		if (type instanceof GenericArrayType array) {
			return size(array.getGenericComponentType());
		}
		return (type instanceof ParameterizedType parameterized)
				? 1 + Stream.of(parameterized.getActualTypeArguments()).mapToInt(ResolvedTypes::size).sum() : 1;
	}

	private static Type within(Type owner, Type member) {
		if (member instanceof TypeVariable<?> variable) {
			return argument(owner, variable);
		}
		if (member instanceof ParameterizedType parameterized) {
			ResolvableType[] arguments = Stream.of(parameterized.getActualTypeArguments())
				.map((argument) -> ResolvableType.forType(within(owner, argument)))
				.toArray(ResolvableType[]::new);
			return ResolvableType.forClassWithGenerics((Class<?>) parameterized.getRawType(), arguments).getType();
		}
		if (member instanceof GenericArrayType array) {
			return arrayOf(within(owner, array.getGenericComponentType()));
		}
		if (member instanceof WildcardType wildcard) {
			Type[] lower = wildcard.getLowerBounds();
			return within(owner, (lower.length > 0) ? lower[0] : wildcard.getUpperBounds()[0]);
		}
		return member;
	}

	private static Type argument(Type owner, TypeVariable<?> variable) {
		Type declaring = owner;
		while (declaring instanceof Class<?> raw && raw != variable.getGenericDeclaration()
				&& raw.getGenericSuperclass() != null) {
			declaring = raw.getGenericSuperclass();
		}
		if (!(declaring instanceof ParameterizedType parameterized)) {
			return variable;
		}
		Class<?> raw = (Class<?>) parameterized.getRawType();
		if (raw == variable.getGenericDeclaration()) {
			return bounded(variable,
					parameterized.getActualTypeArguments()[List.of(raw.getTypeParameters()).indexOf(variable)]);
		}
		Type parent = raw.getGenericSuperclass();
		return (parent != null) ? argument(within(declaring, parent), variable) : variable;
	}

	/**
	 * A wildcard without a bound has that of the variable, and anything does not fit it.
	 */
	private static Type bounded(TypeVariable<?> variable, Type argument) {
		Type bound = variable.getBounds()[0];
		boolean any = argument instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 0
				&& wildcard.getUpperBounds()[0] == Object.class;
		return !any ? argument : (bound instanceof Class) ? bound : variable;
	}

	private static Type arrayOf(Type component) {
		return (component instanceof Class<?> raw) ? Array.newInstance(raw, 0).getClass() : new GenericArray(component);
	}

	/**
	 * An array of generics.
	 *
	 * @param component the type of its elements
	 */
	private record GenericArray(Type component) implements GenericArrayType {

		@Override
		public Type getGenericComponentType() {
			return this.component;
		}

	}

}
