package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import feign.Capability;
import feign.InvocationHandlerFactory;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.Target;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of Feign clients reach their failpoints where they leave for the server:
 * inside the circuit breaker and the fallback.
 *
 * @since 0.1.0
 */
public final class FeignFailpoints implements Capability {

	private final FailpointAnnotationBeanPostProcessor failpoints;

	/**
	 * Create a capability.
	 * @param failpoints knows the failpoints of the clients
	 */
	public FeignFailpoints(FailpointAnnotationBeanPostProcessor failpoints) {
		this.failpoints = failpoints;
	}

	@Override
	public InvocationHandlerFactory enrich(InvocationHandlerFactory factory) {
		return (target, handlers) -> factory.create(target, enclose(target, handlers));
	}

	private Map<Method, MethodHandler> enclose(Target<?> target, Map<Method, MethodHandler> handlers) {
		List<FailpointInterceptor> advice = this.failpoints.adviseBehindClient(target.type());
		if (advice.isEmpty()) {
			return handlers;
		}
		Map<Method, MethodHandler> enclosed = new LinkedHashMap<>();
		handlers.forEach((method, handler) -> enclosed.put(method,
				(handler instanceof Enclosed) ? handler : new Enclosed(target, method, handler, advice)));
		return enclosed;
	}

	/**
	 * Contexts and their parents have a capability each.
	 */
	private record Enclosed(Target<?> target, Method method, MethodHandler handler,
			List<FailpointInterceptor> advice) implements MethodHandler {

		@Override
		public @Nullable Object invoke(@Nullable Object @Nullable [] arguments) throws Throwable {
			return new DirectInvocation(this.target, this.method, this.handler::invoke,
					(arguments != null) ? arguments : new Object[0], this.advice)
				.proceed();
		}

	}

}
