package io.github.failpoint.aop;

import java.io.Serializable;
import java.lang.reflect.Method;

import org.springframework.aop.RawTargetAccess;

/**
 * A proxy that writes the plain bean to streams of objects instead of itself, so that it
 * can be read where there is no such proxy. Implemented by generated classes only.
 *
 * @since 0.1.0
 */
public interface ReplacedWhenWritten extends RawTargetAccess, Serializable {

	/**
	 * Return what is written.
	 * @return the plain bean
	 */
	Object writeReplace();

	/**
	 * Return whether a method is the one that serialization calls.
	 * @param method the method
	 * @return whether it is
	 */
	static boolean isDeclaring(Method method) {
		return method.getName().equals("writeReplace") && method.getParameterCount() == 0;
	}

}
