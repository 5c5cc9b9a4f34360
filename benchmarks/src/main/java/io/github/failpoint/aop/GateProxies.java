package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import io.github.failpoint.FailpointGroup;

/**
 * Makes gates without a container.
 */
public final class GateProxies {

	private GateProxies() {
	}

	/**
	 * Make the gate of a bean, and the class of it.
	 * @param bean the bean
	 * @param method its method with a failpoint
	 * @param group the failpoint
	 * @return the gate
	 */
	public static Object create(Object bean, Method method, FailpointGroup group) {
		GateMethods methods = new GateMethods(bean.getClass(), Set.of(method), Set.of());
		return new GateProxyFactory(methods, List.of(), group).createGate(bean);
	}

}
