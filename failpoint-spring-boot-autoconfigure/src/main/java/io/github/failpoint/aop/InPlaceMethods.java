package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;

import org.springframework.aop.support.AopUtils;
import org.springframework.cglib.proxy.CallbackFilter;

/**
 * Chooses the methods that a bean that is its own proxy overrides. Equal for equal
 * methods, so that its class is made once.
 *
 * @param type the type of the bean
 * @param failpoints its methods with failpoints
 */
record InPlaceMethods(Class<?> type, Set<Method> failpoints) implements CallbackFilter {

	static final int NOT_OVERRIDDEN = 0;

	static final int FAILPOINTS = 1;

	static final int SERIALIZATION = 2;

	@Override
	public int accept(Method method) {
		if (ReplacedWhenWritten.isDeclaring(method)) {
			return SERIALIZATION;
		}
		return isReached(method) ? FAILPOINTS : NOT_OVERRIDDEN;
	}

	/**
	 * A bridge calls the method on the bean itself, so that the failpoint is reached
	 * there, unless it only makes the method visible.
	 */
	private boolean isReached(Method method) {
		Method specific = AopUtils.getMostSpecificMethod(method, this.type);
		return this.failpoints.contains(specific) && (!method.isBridge() || isAlike(method, specific));
	}

	private static boolean isAlike(Method method, Method other) {
		return method.getReturnType() == other.getReturnType()
				&& Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
	}

}
