package io.github.failpoint.convert;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.failpoint.terms.Suggestions;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * Nothing, a truth value, a number, a character, a text or an enum.
 *
 * @param type the type
 * @param boxed the type, boxed if it is primitive
 */
record Scalar(Class<?> type, Class<?> boxed) implements ValueTarget {

	/**
	 * Beyond this many digits before or after the point a number is not written out.
	 */
	private static final int MAX_DIGITS = 1000;

	private static final Map<Class<?>, NumberConversion> NUMBERS = Map.of(Byte.class, BigDecimal::byteValueExact,
			Short.class, BigDecimal::shortValueExact, Integer.class, BigDecimal::intValueExact, Long.class,
			BigDecimal::longValueExact, Float.class, Scalar::toFloat, Double.class, Scalar::toDouble, BigDecimal.class,
			(number) -> number, BigInteger.class, (number) -> bounded(number).toBigIntegerExact(), Number.class,
			Scalar::natural);

	private static final List<Class<?>> OTHERS = List.of(Boolean.class, Character.class, String.class,
			CharSequence.class, Void.class);

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		if (!(type instanceof Class<?> raw)) {
			return null;
		}
		Class<?> boxed = boxed(raw);
		return (raw.isEnum() || NUMBERS.containsKey(boxed) || OTHERS.contains(boxed)) ? new Scalar(raw, boxed) : null;
	}

	@Override
	public boolean isKey() {
		return this.boxed != Void.class;
	}

	@Override
	public ValuePlan planAbsent(Value value) throws ValueConversionException {
		if (this.type.isPrimitive() && this.boxed != Void.class) {
			if (value instanceof Value.Null) {
				throw new ValueConversionException("null is not " + described(this.type));
			}
			return ValuePlan.always(Array.get(Array.newInstance(this.type, 1), 0));
		}
		return ValuePlan.always(null);
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		if (this.boxed == Void.class) {
			throw new ValueConversionException("a place that returns nothing takes \"return\" without a value");
		}
		if (this.boxed == String.class || this.boxed == CharSequence.class) {
			return ValuePlan.always(text(value));
		}
		if (this.boxed == Boolean.class) {
			return ValuePlan.always(bool(value));
		}
		if (value instanceof Value.Num number && NUMBERS.containsKey(this.boxed)) {
			return ValuePlan.always(number(value, number.value()));
		}
		if (value instanceof Value.Text text) {
			return parse(text.value());
		}
		throw new ValueConversionException(value + " is not " + described(this.type));
	}

	private ValuePlan parse(String text) throws ValueConversionException {
		if (this.type.isEnum()) {
			return constant(text);
		}
		boolean character = this.boxed == Character.class;
		if (character && text.length() == 1) {
			return ValuePlan.always(text.charAt(0));
		}
		Value value = new Value.Text(text);
		if (!character) {
			try {
				return ValuePlan.always(number(value, new BigDecimal(text.strip())));
			}
			catch (NumberFormatException ex) {
				// said below
			}
		}
		throw new ValueConversionException(value + " is not " + described(this.type));
	}

	private Object number(Value value, BigDecimal number) throws ValueConversionException {
		NumberConversion conversion = NUMBERS.get(this.boxed);
		if (conversion != null) {
			try {
				return conversion.convert(number);
			}
			catch (ArithmeticException ex) {
				// said below
			}
		}
		throw new ValueConversionException(value + " is not " + described(this.type));
	}

	/**
	 * Return a number of the type that its shape says: an integer is as small as it fits,
	 * but no smaller than an {@code Integer}.
	 */
	static Object natural(BigDecimal number) {
		if (number.scale() != 0) {
			return number;
		}
		BigInteger integer = number.unscaledValue();
		if (integer.bitLength() < Integer.SIZE) {
			return integer.intValue();
		}
		return (integer.bitLength() < Long.SIZE) ? (Object) integer.longValue() : integer;
	}

	private static Object toDouble(BigDecimal number) {
		return finite(number.doubleValue());
	}

	private static Object toFloat(BigDecimal number) {
		return (float) finite((double) number.floatValue());
	}

	private static double finite(double value) {
		if (Double.isInfinite(value)) {
			throw new ArithmeticException("overflow");
		}
		return value;
	}

	private static BigDecimal bounded(BigDecimal number) {
		if (Math.abs((long) number.precision() - number.scale()) > MAX_DIGITS) {
			throw new ArithmeticException("too many digits");
		}
		return number;
	}

	private static Object bool(Value value) throws ValueConversionException {
		if (value instanceof Value.Bool bool) {
			return bool.value();
		}
		if (value instanceof Value.Text text && List.of("true", "false").contains(text.value())) {
			return text.value().equals("true");
		}
		throw new ValueConversionException(value + " is neither true nor false");
	}

	static String text(Value value) {
		if (value instanceof Value.Text text) {
			return text.value();
		}
		if (value instanceof Value.Num number) {
			BigDecimal digits = number.value();
			return (Math.abs((long) digits.scale()) > MAX_DIGITS) ? digits.toString() : digits.toPlainString();
		}
		return (value instanceof Value.Json json) ? json.value() : value.toString();
	}

	/**
	 * The names of the constants are those of fields, so that the enum is not initialized
	 * before it is needed.
	 */
	private ValuePlan constant(String text) throws ValueConversionException {
		List<String> names = Stream.of(this.type.getFields())
			.filter(Field::isEnumConstant)
			.map(Field::getName)
			.toList();
		if (!names.contains(text)) {
			List<String> suggestions = Suggestions.of(text, names);
			throw new ValueConversionException(new Value.Text(text) + " is not one of " + names
					+ (suggestions.isEmpty() ? "" : ", did you mean " + suggestions.get(0) + "?"));
		}
		return () -> {
			Object constant = constantOf(text);
			return () -> constant;
		};
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private Object constantOf(String name) throws ValueConversionException {
		try {
			return Enum.valueOf((Class) this.type, name);
		}
		catch (Error ex) {
			throw new ValueConversionException(this.type.getName() + " cannot be initialized", ex);
		}
	}

	static Class<?> boxed(Class<?> type) {
		return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
	}

	static String described(Class<?> type) {
		return described((boxed(type) == type && type.getName().startsWith("java.lang.")) ? type.getSimpleName()
				: type.getName());
	}

	static String described(String name) {
		return ("aeiouAEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
	}

	private interface NumberConversion {

		Object convert(BigDecimal number);

	}

}
