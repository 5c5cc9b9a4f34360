package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.cglib.proxy.MethodProxy;

/**
 * An object with the state of a bean that is its own proxy, and of its plain class: what
 * is written to streams of objects. Always the same, so that references to the bean stay
 * references to one object.
 */
final class PlainTwin implements MethodInterceptor {

	private final Class<?> type;

	private final AtomicReference<@Nullable Object> twin = new AtomicReference<>();

	PlainTwin(Class<?> type) {
		this.type = type;
	}

	@Override
	public Object intercept(Object bean, Method method, @Nullable Object[] arguments, MethodProxy proxy) {
		Object twin = twin();
		BeanFields.copy(this.type, bean, twin);
		return twin;
	}

	private Object twin() {
		return this.twin.updateAndGet((known) -> (known != null) ? known : BeanFields.instantiate(this.type));
	}

}
