package io.github.failpoint;

import java.lang.reflect.Type;

import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * Converts the value of a {@code return} term to the type of a site. Asked for what the
 * engine does not know by itself: it knows scalars, enums and the empty values of the
 * JDK's types.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ValueConverter {

	/**
	 * Convert a value. Called when a setting is checked and again for every return.
	 * @param value the value; {@link Value.None} asks for the type's empty value
	 * @param type the type of the site, with its generics
	 * @return the converted value
	 * @throws ValueConversionException if the value does not fit the type
	 */
	@Nullable Object convert(Value value, Type type) throws ValueConversionException;

	/**
	 * Return a converter that knows what the engine knows and leaves all else to this
	 * one, for converters that wrap values.
	 * @return the converter
	 */
	default ValueConverter withBasics() {
		return new Conversion(this)::convert;
	}

}
