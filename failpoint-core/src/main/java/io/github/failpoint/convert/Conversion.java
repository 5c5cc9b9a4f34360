package io.github.failpoint.convert;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to what sites return: to the types that are on the list of somebody,
 * and to nothing else.
 *
 * @since 0.1.0
 */
public final class Conversion {

	/**
	 * A converter that knows no types.
	 */
	public static final ValueConverter NO_OTHERS = (type, place) -> null;

	private final List<ValueConverter> converters;

	/**
	 * Create a conversion.
	 * @param others the converter for types that are not known here
	 */
	public Conversion(ValueConverter others) {
		this.converters = List.of(Scalar::find, others, TextType::find, Containers::find, AnyValue::find);
	}

	/**
	 * Check a value against a type. Runs nothing of anybody else.
	 * @param value the value
	 * @param type the type, with its generics
	 * @param packageName the package of the class that declares the place, empty if it is
	 * not known
	 * @return how to make what the value becomes
	 * @throws ValueConversionException if it does not fit
	 */
	public ValuePlan plan(Value value, Type type, String packageName) throws ValueConversionException {
		try {
			return new Search(packageName).find(type).plan(value);
		}
		catch (Error | TypeNotPresentException | MalformedParameterizedTypeException ex) {
			throw new ValueConversionException(Scalar.described(type.getTypeName()) + unseen(ex), ex);
		}
	}

	/**
	 * Return whether a plan gives what is there already.
	 * @param plan the plan
	 * @return whether nothing is made for a call
	 */
	public static boolean isConstant(ValuePlan plan) {
		return plan instanceof ConstantPlan;
	}

	/**
	 * Return whether a plan gives {@code null}, without making anything.
	 * @param plan the plan for no value or for {@code null}
	 * @return whether it does
	 */
	public static boolean isNull(ValuePlan plan) {
		return plan instanceof ConstantPlan constant && constant.value() == null;
	}

	/**
	 * What the signature of a class names need not be there, and whoever looks at it for
	 * a language has errors of its own.
	 */
	private static String unseen(Throwable failure) {
		return " cannot be looked at: " + Quoting.visible(failure.toString());
	}

	/**
	 * Return whether a value is of a type, as far as its class tells.
	 * @param value the value
	 * @param type the type, with its generics
	 * @return whether it is
	 */
	public static boolean isInstance(@Nullable Object value, Type type) {
		Class<?> raw = rawClass(type);
		return (value != null) ? raw == void.class || Scalar.boxed(raw).isInstance(value)
				: raw == void.class || !raw.isPrimitive();
	}

	static Class<?> rawClass(Type type) {
		if (type instanceof Class<?> raw) {
			return raw;
		}
		if (type instanceof ParameterizedType parameterized) {
			return rawClass(parameterized.getRawType());
		}
		if (type instanceof GenericArrayType array) {
			return rawClass(array.getGenericComponentType()).arrayType();
		}
		if (type instanceof WildcardType wildcard) {
			return rawClass(wildcard.getUpperBounds()[0]);
		}
		return rawClass(((TypeVariable<?>) type).getBounds()[0]);
	}

	/**
	 * Looks at the type of one site and at all that it is made of, each once: a type may
	 * be made of itself.
	 */
	private final class Search implements ValuePlace {

		/**
		 * A type of generics can go on without end.
		 */
		private static final int MAX_TYPES = 1000;

		private static final int MAX_DEPTH = 50;

		private final String packageName;

		private final Map<Type, ValueTarget> found = new HashMap<>();

		private int depth;

		Search(String packageName) {
			this.packageName = packageName;
		}

		@Override
		public String packageName() {
			return this.packageName;
		}

		@Override
		public ValueTarget find(Type type) {
			ValueTarget known = this.found.get(type);
			if (known != null) {
				return known;
			}
			if (this.found.size() >= MAX_TYPES || this.depth >= MAX_DEPTH) {
				return new NullOnly(type, " is made of too many types");
			}
			this.found.put(type, new Again(this.found, type));
			this.depth++;
			ValueTarget target = seen(type);
			this.depth--;
			this.found.put(type, target);
			return target;
		}

		private ValueTarget seen(Type type) {
			try {
				return look(type);
			}
			catch (Error | TypeNotPresentException | MalformedParameterizedTypeException ex) {
				return new NullOnly(type, unseen(ex));
			}
		}

		private ValueTarget look(Type type) {
			if (type instanceof WildcardType wildcard) {
				Type[] lower = wildcard.getLowerBounds();
				return find((lower.length > 0) ? lower[0] : wildcard.getUpperBounds()[0]);
			}
			return (type instanceof TypeVariable) ? new NullOnly(type)
					: Conversion.this.converters.stream()
						.<@Nullable ValueTarget>map((converter) -> converter.find(type, this))
						.filter(Objects::nonNull)
						.findFirst()
						.orElseGet(() -> new NullOnly(type));
		}

	}

	/**
	 * A type within itself, whose target is there when the search has ended.
	 */
	private static final class Again implements ValueTarget {

		private final Map<Type, ValueTarget> found;

		private final Type type;

		Again(Map<Type, ValueTarget> found, Type type) {
			this.found = found;
			this.type = type;
		}

		@Override
		public ValuePlan planPresent(Value value) throws ValueConversionException {
			return target().planPresent(value);
		}

		@Override
		public ValuePlan planAbsent(Value value) throws ValueConversionException {
			return target().planAbsent(value);
		}

		private ValueTarget target() {
			return Objects.requireNonNull(this.found.get(this.type));
		}

	}

	/**
	 * A type that is on no list.
	 *
	 * @param type the type
	 * @param reason what follows its name
	 */
	private record NullOnly(Type type, String reason) implements ValueTarget {

		NullOnly(Type type) {
			this(type, " takes only \"return\" and \"return(null)\"");
		}

		@Override
		public String refusal() {
			return Scalar.described(this.type.getTypeName()) + this.reason;
		}

		@Override
		public ValuePlan planPresent(Value value) throws ValueConversionException {
			throw new ValueConversionException(refusal());
		}

	}

}
