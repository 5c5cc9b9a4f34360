package io.github.failpoint;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to what sites return: empty values, scalars, enums, and optionals and
 * completed futures of anything; all else is left to a {@link ValueConverter}.
 */
final class Conversion {

	static final ValueConverter NO_OTHERS = (value, type) -> {
		if (value instanceof Value.None) {
			return null;
		}
		throw new ValueConversionException(
				value + " cannot be converted to " + type.getTypeName() + " without a converter");
	};

	private final ValueConverter others;

	Conversion(ValueConverter others) {
		this.others = others;
	}

	@Nullable Object convert(Value value, Type type) throws ValueConversionException {
		Class<?> raw = rawClass(type);
		if (raw == void.class || raw == Void.class) {
			return nothing(value);
		}
		if (isFuture(raw)) {
			return CompletableFuture.completedFuture(convert(value, argument(type)));
		}
		if (value instanceof Value.None) {
			return emptyOrOther(value, type, raw);
		}
		if (raw == Optional.class) {
			return (value instanceof Value.Null) ? Optional.empty()
					: Optional.ofNullable(convert(value, argument(type)));
		}
		if (value instanceof Value.Null) {
			return nullFor(raw);
		}
		return scalarOrOther(value, type, raw);
	}

	private @Nullable Object emptyOrOther(Value value, Type type, Class<?> raw) throws ValueConversionException {
		return EmptyValues.has(raw) ? EmptyValues.of(raw) : other(value, type);
	}

	private @Nullable Object scalarOrOther(Value value, Type type, Class<?> raw) throws ValueConversionException {
		return Scalars.has(raw, value) ? Scalars.convert(value, raw) : other(value, type);
	}

	private @Nullable Object other(Value value, Type type) throws ValueConversionException {
		if (value instanceof Value.Num number && !Scalars.canBeWrittenOut(number.value())) {
			throw new ValueConversionException(value + " has too many digits for " + type.getTypeName());
		}
		Object converted = this.others.convert(value, type);
		if (!isInstance(converted, type)) {
			String what = (value instanceof Value.None) ? "no value" : value.toString();
			throw new ValueConversionException(what + " was not converted to " + type.getTypeName());
		}
		return converted;
	}

	private static @Nullable Object nothing(Value value) throws ValueConversionException {
		if (value instanceof Value.None || value instanceof Value.Null) {
			return null;
		}
		throw new ValueConversionException("a place that returns nothing takes \"return\" without a value");
	}

	private static @Nullable Object nullFor(Class<?> raw) throws ValueConversionException {
		if (raw.isPrimitive()) {
			throw new ValueConversionException("null is not " + Scalars.described(raw));
		}
		return null;
	}

	private static boolean isFuture(Class<?> raw) {
		return raw == CompletableFuture.class || raw == CompletionStage.class || raw == Future.class;
	}

	static boolean isInstance(@Nullable Object value, Type type) {
		Class<?> raw = rawClass(type);
		return (value != null) ? raw == void.class || Scalars.boxed(raw).isInstance(value)
				: raw == void.class || !raw.isPrimitive();
	}

	private static Type argument(Type type) {
		return (type instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[0]
				: Object.class;
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

}
