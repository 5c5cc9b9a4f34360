package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

/**
 * Tells why calls of a method cannot be intercepted, in a clause.
 */
final class Reachability {

	static final String UNRETURNABLE = "a failpoint cannot make what it returns";

	static final String UNEXPOSED = "no interface of its proxy has it";

	static final String INSIDE = "only the class itself calls it, past a proxy, and this bean was not made by its constructor";

	static final String NEEDED = "the registry itself needs the bean";

	static final String POST_PROCESSOR = "the bean is a post-processor, which is made before failpoints are placed";

	static final String EARLY = "the bean is there before failpoints are placed: a post-processor needs it";

	static final String EARLY_IN_TEST = EARLY + ", or a test has replaced it";

	static final String REGISTERED = "the bean was registered as a singleton, which no post-processor is shown";

	private Reachability() {
	}

	/**
	 * Return what no proxy of any bean of a type can change. A proxy of interfaces stands
	 * before final methods and classes too.
	 */
	static @Nullable String obstacle(Class<?> type, Method method, boolean byInterfaces, DefinedFailpoints defined) {
		String obstacle = obstacle(type, method, byInterfaces);
		return (obstacle != null) ? obstacle : ContainerCallbacks.reason(type, method, defined);
	}

	static @Nullable String obstacle(Class<?> type, Method method, boolean byInterfaces) {
		if (Modifier.isPrivate(method.getModifiers())) {
			return "it is private";
		}
		if (Modifier.isStatic(method.getModifiers())) {
			return "it is static";
		}
		return byInterfaces ? null : closed(type, method);
	}

	private static @Nullable String closed(Class<?> type, Method method) {
		if (Modifier.isFinal(type.getModifiers())) {
			return "its class is final";
		}
		return isOverridable(type, method) ? null
				: Modifier.isFinal(method.getModifiers()) ? "it is final" : "it is package-private in another package";
	}

	/**
	 * Package-private methods are overridden in their own package only, which is not that
	 * of another class loader.
	 */
	static boolean isOverridable(Class<?> type, Method method) {
		if (Modifier.isFinal(method.getModifiers())) {
			return false;
		}
		Class<?> declaring = method.getDeclaringClass();
		return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) != 0
				|| (declaring.getPackageName().equals(type.getPackageName())
						&& declaring.getClassLoader() == type.getClassLoader());
	}

	static String inextensible(Class<?> type) {
		return "no subclass of " + type.getSimpleName() + " can be made: it is sealed, has private constructors only "
				+ "or is not open to others";
	}

}
