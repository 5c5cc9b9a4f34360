package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.cglib.proxy.CallbackFilter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Chooses where the calls of each method of a gate go. Equal for equal methods, so that
 * the class of a gate is made once.
 *
 * @param type the type of the bean
 * @param failpoints its methods with failpoints
 */
record GateMethods(Class<?> type, Set<Method> failpoints) implements CallbackFilter {

	@Override
	public int accept(Method method) {
		return route(method).ordinal();
	}

	private GateRoute route(Method method) {
		if (method.getDeclaringClass().isInterface() && method.getDeclaringClass().isAssignableFrom(Advised.class)) {
			return GateRoute.DESCRIPTION;
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
		if (!hasFailpoint(method)) {
			return GateRoute.BEAN;
		}
		return isReactive(method) ? GateRoute.ADVICE : GateRoute.GATE;
	}

	/**
	 * The dispatchers of CGLIB leave protected methods out: they would run on the gate,
	 * which has no state.
	 */
	private GateRoute routeOfProtected(Method method) {
		if (method.getDeclaringClass() == Object.class) {
			return GateRoute.NOWHERE;
		}
		if (!hasFailpoint(method)) {
			return GateRoute.PROTECTED_BEAN;
		}
		return isReactive(method) ? GateRoute.PROTECTED_ADVICE : GateRoute.PROTECTED_GATE;
	}

	private boolean hasFailpoint(Method method) {
		return this.failpoints.contains(AopUtils.getMostSpecificMethod(method, this.type));
	}

	/**
	 * A publisher that was assembled while a failpoint was disabled must still meet it
	 * when it is subscribed to.
	 */
	private boolean isReactive(Method method) {
		Class<?> returned = ResolvableType.forType(TypeAdviceFactory.returnType(method, this.type))
			.resolve(Object.class);
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
		return adapter != null && adapter.getDescriptor().isDeferred();
	}

}
