package io.github.failpoint;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.failpoint.terms.Suggestions;
import io.github.failpoint.terms.Value;

/**
 * Numbers, booleans, text and enums.
 */
final class Scalars {

	/**
	 * Beyond this many digits before or after the point a number is not written out.
	 */
	private static final int MAX_DIGITS = 1000;

	private static final Map<Class<?>, NumberConversion> NUMBERS = Map.of(Byte.class, BigDecimal::byteValueExact,
			Short.class, BigDecimal::shortValueExact, Integer.class, BigDecimal::intValueExact, Long.class,
			BigDecimal::longValueExact, Float.class, Scalars::toFloat, Double.class, Scalars::toDouble,
			BigDecimal.class, (number) -> number, BigInteger.class, (number) -> bounded(number).toBigIntegerExact(),
			Number.class, Scalars::natural, Object.class, Scalars::natural);

	private Scalars() {
	}

	/**
	 * Whether a value converts here: everything to a scalar, everything but JSON to what
	 * text can be assigned to.
	 */
	static boolean has(Class<?> type, Value value) {
		return (value instanceof Value.Json) ? isScalar(type) : isScalar(type) || type.isAssignableFrom(String.class);
	}

	private static boolean isScalar(Class<?> type) {
		Class<?> boxed = boxed(type);
		return type.isEnum() || type == String.class || boxed == Boolean.class || boxed == Character.class
				|| (boxed != Object.class && NUMBERS.containsKey(boxed));
	}

	static Object convert(Value value, Class<?> type) throws ValueConversionException {
		Class<?> boxed = boxed(type);
		if (boxed == Boolean.class) {
			return bool(value);
		}
		if (value instanceof Value.Num number && NUMBERS.containsKey(boxed)) {
			return number(number.value(), type);
		}
		if (boxed == Object.class && value instanceof Value.Bool bool) {
			return bool.value();
		}
		if (type.isAssignableFrom(String.class)) {
			return text(value);
		}
		if (value instanceof Value.Text text) {
			return parse(text.value(), type);
		}
		throw new ValueConversionException(value + " is not " + described(type));
	}

	private static Object parse(String text, Class<?> type) throws ValueConversionException {
		if (type.isEnum()) {
			return constant(text, type);
		}
		boolean character = boxed(type) == Character.class;
		if (character && text.length() == 1) {
			return text.charAt(0);
		}
		if (!character) {
			try {
				return number(new BigDecimal(text.strip()), type);
			}
			catch (NumberFormatException ex) {
				// said below
			}
		}
		throw new ValueConversionException(new Value.Text(text) + " is not " + described(type));
	}

	private static Object number(BigDecimal number, Class<?> type) throws ValueConversionException {
		NumberConversion conversion = NUMBERS.get(boxed(type));
		if (conversion != null) {
			try {
				return conversion.convert(number);
			}
			catch (ArithmeticException ex) {
				// said below
			}
		}
		throw new ValueConversionException(number + " is not " + described(type));
	}

	private static Object natural(BigDecimal number) {
		if (number.scale() > 0 || number.scale() < -18) {
			return toDouble(number);
		}
		try {
			long value = number.longValueExact();
			return ((int) value == value) ? (Object) (int) value : (Object) value;
		}
		catch (ArithmeticException ex) {
			return number.toBigIntegerExact();
		}
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
		if (!canBeWrittenOut(number)) {
			throw new ArithmeticException("too many digits");
		}
		return number;
	}

	static boolean canBeWrittenOut(BigDecimal number) {
		return Math.abs((long) number.precision() - number.scale()) <= MAX_DIGITS;
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

	private static String text(Value value) {
		if (value instanceof Value.Text text) {
			return text.value();
		}
		if (value instanceof Value.Num number) {
			BigDecimal digits = number.value();
			return (Math.abs((long) digits.scale()) > MAX_DIGITS) ? digits.toString() : digits.toPlainString();
		}
		return (value instanceof Value.Json json) ? json.value() : value.toString();
	}

	@SuppressWarnings("rawtypes")
	private static Object constant(String text, Class<?> type) throws ValueConversionException {
		List<Enum> constants = Arrays.stream(type.getEnumConstants()).map((constant) -> (Enum) constant).toList();
		for (Enum constant : constants) {
			if (constant.name().equals(text)) {
				return constant;
			}
		}
		List<String> names = constants.stream().map(Enum::name).toList();
		List<String> suggestions = Suggestions.of(text, names);
		throw new ValueConversionException("\"" + text + "\" is not one of " + names
				+ (suggestions.isEmpty() ? "" : ", did you mean " + suggestions.get(0) + "?"));
	}

	static Class<?> boxed(Class<?> type) {
		return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
	}

	static String described(Class<?> type) {
		String name = (boxed(type) == type && type.getName().startsWith("java.lang.")) ? type.getSimpleName()
				: type.getName();
		return ("aeiouAEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
	}

	private interface NumberConversion {

		Object convert(BigDecimal number);

	}

}
