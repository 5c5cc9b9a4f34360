package io.github.failpoint.convert;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Knows types that the engine does not know by itself, and how the value of a
 * {@code return} term becomes them. Terms are text that may come from outside: what a
 * converter takes is what a request can let a method return, so it makes data, from a
 * list of types, and denies all else.
 * <p>
 * Three steps, so that nothing is run that is not wanted: a type is {@linkplain #find
 * looked at}, a value is {@linkplain ValueTarget#plan checked} against it, and only then
 * something is {@linkplain ValuePlan#make made}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ValueConverter {

	/**
	 * Look at a type. Nothing of it may be initialized or constructed, whatever it is.
	 * @param type the type, with its generics
	 * @param place the place that returns it
	 * @return what becomes it, or {@code null} if others are to be asked
	 */
	@Nullable ValueTarget find(Type type, ValuePlace place);

}
