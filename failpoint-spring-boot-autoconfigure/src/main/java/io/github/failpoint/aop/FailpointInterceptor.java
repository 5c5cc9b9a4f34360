package io.github.failpoint.aop;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointGroup;
import io.github.failpoint.annotation.Failpoint.Position;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.MethodMatcher;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Advice that evaluates the failpoints of one type at one position, together with its
 * pointcut. It stands in the proxies of all beans of the type.
 */
final class FailpointInterceptor extends StaticMethodMatcherPointcut implements MethodInterceptor, Serializable {

	private static final long serialVersionUID = 1L;

	private final transient Class<?> type;

	private final transient Position position;

	private final transient Map<Method, MethodFailpoints> failpoints;

	private final transient @Nullable FailpointGroup group;

	private final transient List<FailpointInvocationFilter> filters;

	private final transient Map<Method, Optional<MethodFailpoints>> invoked = new ConcurrentHashMap<>();

	/**
	 * Create an interceptor.
	 * @param type the type
	 * @param position the position
	 * @param failpoints the failpoints of the type's methods
	 * @param group what has to be enabled for a call to be looked at, or {@code null} if
	 * every call has to be
	 * @param filters what decides which calls reach failpoints
	 */
	FailpointInterceptor(Class<?> type, Position position, Map<Method, MethodFailpoints> failpoints,
			@Nullable FailpointGroup group, List<FailpointInvocationFilter> filters) {
		this.type = type;
		this.position = position;
		this.failpoints = Map.copyOf(failpoints);
		this.group = group;
		this.filters = filters;
	}

	boolean isOutermost() {
		return this.position == Position.OUTERMOST;
	}

	/**
	 * Whether both are of one type and position: then the one leaves the other nothing to
	 * do.
	 */
	boolean standsFor(FailpointInterceptor other) {
		return this.type == other.type && this.position == other.position;
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return find(method).isPresent() || isSerialization(method);
	}

	private static boolean isSerialization(Method method) {
		return method.getDeclaringClass() == ReplacedWhenWritten.class;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (isSerialization(invocation.getMethod())) {
			return invocation.getThis();
		}
		if ((this.group != null && !FailpointGroup.isEnabled(this.group)) || !reachesFailpoints(invocation)) {
			return invocation.proceed();
		}
		Optional<MethodFailpoints> found = find(invocation.getMethod());
		return found.isPresent() ? found.get().invoke(invocation) : invocation.proceed();
	}

	private boolean reachesFailpoints(MethodInvocation invocation) {
		Object target = this.filters.isEmpty() ? null : invocation.getThis();
		return target == null || this.filters.stream().allMatch((filter) -> filter.reachesFailpoints(target));
	}

	/**
	 * A method may be invoked as that of an interface or of a superclass.
	 */
	private Optional<MethodFailpoints> find(Method method) {
		Optional<MethodFailpoints> found = this.invoked.get(method);
		return (found != null) ? found : this.invoked.computeIfAbsent(method, this::resolve);
	}

	private Optional<MethodFailpoints> resolve(Method method) {
		return Optional.ofNullable(this.failpoints.get(AopUtils.getMostSpecificMethod(method, this.type)));
	}

	@Override
	public String toString() {
		return "failpoints of " + this.type.getName();
	}

	/**
	 * Where a proxy is read again, there are no failpoints yet.
	 */
	private Object writeReplace() {
		return new PassThrough(toString());
	}

	private record PassThrough(String description) implements MethodInterceptor, Pointcut, Serializable {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			return invocation.proceed();
		}

		@Override
		public ClassFilter getClassFilter() {
			return ClassFilter.TRUE;
		}

		@Override
		public MethodMatcher getMethodMatcher() {
			return MethodMatcher.TRUE;
		}

	}

}
