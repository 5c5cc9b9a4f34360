package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

import io.github.failpoint.FailpointGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.cglib.proxy.MethodProxy;

/**
 * Reaches the failpoints of one bean that is its own proxy.
 */
final class InPlaceInterceptor implements MethodInterceptor {

	private final InPlaceClass inPlace;

	private final @Nullable FailpointGroup group;

	private volatile boolean enclosed;

	InPlaceInterceptor(InPlaceClass inPlace, @Nullable FailpointGroup group) {
		this.inPlace = inPlace;
		this.group = group;
	}

	/**
	 * Leave the outermost failpoints to a proxy around the bean.
	 */
	void enclose() {
		this.enclosed = true;
	}

	@Override
	public @Nullable Object intercept(Object bean, Method method, @Nullable Object[] arguments, MethodProxy proxy)
			throws Throwable {
		Method original = this.inPlace.original(method, proxy);
		if (this.group != null && !FailpointGroup.isEnabled(this.group)) {
			return run(bean, original, arguments);
		}
		return new DirectInvocation(bean, method, (given) -> run(bean, original, given), arguments, advice(method))
			.proceed();
	}

	private static @Nullable Object run(Object bean, Method original, @Nullable Object[] arguments) throws Throwable {
		return AopUtils.invokeJoinpointUsingReflection(bean, original, arguments);
	}

	/**
	 * A proxy sees no calls from inside, which are those of what is not public.
	 */
	private List<FailpointInterceptor> advice(Method method) {
		boolean elsewhere = this.enclosed && Modifier.isPublic(method.getModifiers());
		return this.inPlace.advice().stream().filter((advice) -> !elsewhere || !advice.isOutermost()).toList();
	}

}
