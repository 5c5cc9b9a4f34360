package io.github.failpoint.aop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.cglib.proxy.Callback;
import org.springframework.cglib.proxy.Dispatcher;
import org.springframework.cglib.proxy.Factory;
import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.cglib.proxy.MethodProxy;
import org.springframework.cglib.proxy.NoOp;
import org.springframework.util.ReflectionUtils;

/**
 * Where a call of a gate goes.
 */
enum GateRoute {

	/**
	 * To the bean.
	 */
	BEAN(Dispatcher.class, GatedBean::bean),

	/**
	 * To the bean while no failpoint of its type is enabled, else to the advised bean.
	 */
	GATE(Dispatcher.class, GatedBean::gate),

	/**
	 * To the advised bean.
	 */
	ADVICE(Dispatcher.class, GatedBean::advice),

	PROTECTED_BEAN(MethodInterceptor.class, (bean) -> new ProtectedInterceptor(bean.bean())),

	PROTECTED_GATE(MethodInterceptor.class, (bean) -> new ProtectedInterceptor(bean.gate())),

	PROTECTED_ADVICE(MethodInterceptor.class, (bean) -> new ProtectedInterceptor(bean.advice())),

	/**
	 * To what tells that this is a proxy, and of what.
	 */
	DESCRIPTION(Dispatcher.class, (bean) -> (Dispatcher) bean::description),

	EQUALS(MethodInterceptor.class, EqualsInterceptor::new),

	HASH_CODE(MethodInterceptor.class,
			(bean) -> (MethodInterceptor) (gate, method, arguments, proxy) -> bean.hashCodeOfGate()),

	SERIALIZATION(MethodInterceptor.class,
			(bean) -> (MethodInterceptor) (gate, method, arguments, proxy) -> bean.target()),

	NOWHERE(NoOp.class, (bean) -> NoOp.INSTANCE);

	private final Class<? extends Callback> type;

	private final Function<GatedBean, Callback> callback;

	GateRoute(Class<? extends Callback> type, Function<GatedBean, Callback> callback) {
		this.type = type;
		this.callback = callback;
	}

	static Class<?>[] callbackTypes() {
		return Arrays.stream(values()).map((route) -> route.type).toArray(Class<?>[]::new);
	}

	static Callback[] callbacks(GatedBean bean) {
		return Arrays.stream(values()).map((route) -> route.callback.apply(bean)).toArray(Callback[]::new);
	}

	private record ProtectedInterceptor(Dispatcher dispatcher) implements MethodInterceptor {

		@Override
		public @Nullable Object intercept(Object gate, Method method, @Nullable Object[] arguments, MethodProxy proxy)
				throws Throwable {
			ReflectionUtils.makeAccessible(method);
			try {
				return method.invoke(this.dispatcher.loadObject(), arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

	/**
	 * Gates are equal if their beans are.
	 */
	private record EqualsInterceptor(GatedBean bean) implements MethodInterceptor {

		@Override
		public Object intercept(Object gate, Method method, @Nullable Object[] arguments, MethodProxy proxy) {
			return gate == arguments[0] || (arguments[0] instanceof Factory other
					&& other.getCallback(EQUALS.ordinal()) instanceof EqualsInterceptor equals
					&& equals.bean.isAlike(this.bean));
		}

	}

}
