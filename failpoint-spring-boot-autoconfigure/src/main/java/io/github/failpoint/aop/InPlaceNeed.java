package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.util.ReflectionUtils;

/**
 * Tells whether a proxy beside a bean would miss calls of a method.
 */
final class InPlaceNeed {

	/**
	 * More cannot be overridden all at once by one class.
	 */
	private static final int MANY_METHODS = 1000;

	private InPlaceNeed() {
	}

	static boolean isTooLarge(Class<?> type) {
		return ReflectionUtils.getUniqueDeclaredMethods(type).length > MANY_METHODS;
	}

	/**
	 * Whether a method is called on the bean itself: by its superclass, whose template it
	 * fills in.
	 */
	static boolean isCalledFromInside(Class<?> type, Method method) {
		boolean inherited = Modifier.isProtected(method.getModifiers()) && method.getDeclaringClass() != type;
		return inherited || fillsIn(method);
	}

	private static boolean fillsIn(Method method) {
		Class<?> parent = method.getDeclaringClass().getSuperclass();
		Method filled = (parent != null)
				? ReflectionUtils.findMethod(parent, method.getName(), method.getParameterTypes()) : null;
		return filled != null && filled.getDeclaringClass() != Object.class
				&& !filled.getDeclaringClass().isInterface();
	}

	/**
	 * Whether nobody else can be thought to call such a method.
	 */
	static boolean isHiddenInside(Class<?> type, Method method) {
		return Modifier.isProtected(method.getModifiers()) && fillsIn(method);
	}

}
