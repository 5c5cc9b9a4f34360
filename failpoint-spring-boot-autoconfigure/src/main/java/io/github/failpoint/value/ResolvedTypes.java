package io.github.failpoint.value;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;

/**
 * Replaces the variables in the types of members by what their owner says. One of which
 * it says nothing stays a variable: its bounds are no answer.
 */
final class ResolvedTypes {

	private ResolvedTypes() {
	}

	static Type within(Type owner, Type member) {
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
			return parameterized.getActualTypeArguments()[List.of(raw.getTypeParameters()).indexOf(variable)];
		}
		Type parent = raw.getGenericSuperclass();
		return (parent != null) ? argument(within(declaring, parent), variable) : variable;
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
