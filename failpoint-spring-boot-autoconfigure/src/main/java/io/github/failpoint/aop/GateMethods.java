package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.cglib.proxy.CallbackFilter;

/**
 * Chooses where the calls of each method of a gate go. Equal for equal methods, so that
 * the class of a gate is made once.
 *
 * @param type the type of the bean
 * @param failpoints its methods with failpoints
 * @param deferred those of them that are never gated: a publisher that was assembled
 * while a failpoint was disabled must still meet it when it is subscribed to
 */
record GateMethods(Class<?> type, Set<Method> failpoints, Set<Method> deferred) implements CallbackFilter {

	@Override
	public int accept(Method method) {
		return route(method).ordinal();
	}

	private GateRoute route(Method method) {
		if (method.getDeclaringClass().isInterface() && method.getDeclaringClass().isAssignableFrom(Advised.class)) {
			return GateRoute.DESCRIPTION;
		}
		if (ReplacedWhenWritten.isDeclaring(method)) {
			return GateRoute.SERIALIZATION;
		}
		if (AopUtils.isEqualsMethod(method)) {
			return GateRoute.EQUALS;
		}
		if (AopUtils.isHashCodeMethod(method)) {
			return GateRoute.HASH_CODE;
		}
		return Modifier.isProtected(method.getModifiers()) ? routeOfProtected(method) : routeOfAccessible(method);
	}

	private GateRoute routeOfAccessible(Method method) {
		if (!isAmong(this.failpoints, method)) {
			return GateRoute.BEAN;
		}
		return isAmong(this.deferred, method) ? GateRoute.ADVICE : GateRoute.GATE;
	}

	/**
	 * The dispatchers of CGLIB leave protected methods out: they would run on the gate,
	 * which has no state.
	 */
	private GateRoute routeOfProtected(Method method) {
		if (method.getDeclaringClass() == Object.class) {
			return GateRoute.NOWHERE;
		}
		if (!isAmong(this.failpoints, method)) {
			return GateRoute.PROTECTED_BEAN;
		}
		return isAmong(this.deferred, method) ? GateRoute.PROTECTED_ADVICE : GateRoute.PROTECTED_GATE;
	}

	private boolean isAmong(Set<Method> methods, Method method) {
		return methods.contains(AopUtils.getMostSpecificMethod(method, this.type));
	}

}
