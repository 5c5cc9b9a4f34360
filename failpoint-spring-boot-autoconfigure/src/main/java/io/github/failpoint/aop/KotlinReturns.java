package io.github.failpoint.aop;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What the source of a Kotlin function says of its result.
 */
final class KotlinReturns {

	private static final int RESULT = -1;

	private KotlinReturns() {
	}

	/**
	 * Whether a function never returns {@code null}, as far as can be known.
	 */
	static boolean isNonNull(Method method) {
		return isKnown(method) && !KotlinDetector.isSuspendingFunction(method) && method.getReturnType() != void.class
				&& !new MethodParameter(method, RESULT).isOptional();
	}

	private static boolean isKnown(Method method) {
		return KotlinDetector.isKotlinReflectPresent() && KotlinDetector.isKotlinType(method.getDeclaringClass());
	}

	/**
	 * Return the value class that a function returns: the JVM sees only what is in it,
	 * and the compiler marks the name of the method.
	 * @return the class, or {@code null} if it returns something else
	 */
	static @Nullable Class<?> valueClass(Method method) {
		if (!method.getName().contains("-") || !isKnown(method)) {
			return null;
		}
		ClassLoader loader = KotlinReturns.class.getClassLoader();
		Object function = call(ClassUtils.resolveClassName("kotlin.reflect.jvm.ReflectJvmMapping", loader),
				"getKotlinFunction", Method.class, method);
		Object type = (function != null) ? call(function, "kotlin.reflect.KCallable", "getReturnType") : null;
		Object classifier = (type != null) ? call(type, "kotlin.reflect.KType", "getClassifier") : null;
		if (classifier == null || !ClassUtils.resolveClassName("kotlin.reflect.KClass", loader).isInstance(classifier)
				|| !Boolean.TRUE.equals(call(classifier, "kotlin.reflect.KClass", "isValue"))) {
			return null;
		}
		return (Class<?>) call(classifier, "kotlin.jvm.internal.ClassBasedDeclarationContainer", "getJClass");
	}

	private static @Nullable Object call(Object target, String type, String method) {
		Method getter = ClassUtils.getMethod(ClassUtils.resolveClassName(type, KotlinReturns.class.getClassLoader()),
				method);
		return ReflectionUtils.invokeMethod(getter, target);
	}

	private static @Nullable Object call(Class<?> type, String method, Class<?> parameter, Object argument) {
		return ReflectionUtils.invokeMethod(ClassUtils.getMethod(type, method, parameter), null, argument);
	}

}
