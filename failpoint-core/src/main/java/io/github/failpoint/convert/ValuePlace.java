package io.github.failpoint.convert;

import java.lang.reflect.Type;

/**
 * A place in code whose type is looked at.
 *
 * @since 0.1.0
 */
public interface ValuePlace {

	/**
	 * Return the package of the class that declares the place.
	 * @return the package, empty if it is not known
	 */
	String packageName();

	/**
	 * Look at a type of which another one is made, such as that of elements.
	 * @param type the type, with its generics
	 * @return what becomes it
	 */
	ValueTarget find(Type type);

}
