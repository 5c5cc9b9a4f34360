package io.github.failpoint.aop;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.List;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * A call of a method of a bean that is its own proxy.
 *
 * @param bean the bean
 * @param method the method
 * @param original what runs its code, past the failpoints
 * @param arguments the arguments
 * @param advice what is still to come before the code
 */
record InPlaceInvocation(Object bean, Method method, Method original, @Nullable Object[] arguments,
		List<? extends MethodInterceptor> advice) implements MethodInvocation {

	@Override
	public @Nullable Object proceed() throws Throwable {
		return this.advice.isEmpty() ? AopUtils.invokeJoinpointUsingReflection(this.bean, this.original, this.arguments)
				: this.advice.get(0).invoke(next());
	}

	private InPlaceInvocation next() {
		return new InPlaceInvocation(this.bean, this.method, this.original, this.arguments,
				this.advice.subList(1, this.advice.size()));
	}

	@Override
	public Method getMethod() {
		return this.method;
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.arguments;
	}

	@Override
	public Object getThis() {
		return this.bean;
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.method;
	}

}
