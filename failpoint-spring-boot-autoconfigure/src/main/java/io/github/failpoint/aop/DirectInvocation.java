package io.github.failpoint.aop;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.List;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method without a proxy that stands before it.
 *
 * @param target whose method it is
 * @param method the method
 * @param original what runs its code, past the failpoints
 * @param arguments the arguments
 * @param advice what is still to come before the code
 */
record DirectInvocation(Object target, Method method, Original original, @Nullable Object[] arguments,
		List<? extends MethodInterceptor> advice) implements MethodInvocation {

	@Override
	public @Nullable Object proceed() throws Throwable {
		return this.advice.isEmpty() ? this.original.run(this.arguments) : this.advice.get(0).invoke(next());
	}

	private DirectInvocation next() {
		return new DirectInvocation(this.target, this.method, this.original, this.arguments,
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
		return this.target;
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.method;
	}

	/**
	 * The code of a method.
	 */
	interface Original {

		@Nullable Object run(@Nullable Object[] arguments) throws Throwable;

	}

}
