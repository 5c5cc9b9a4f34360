package io.github.failpoint.actuate.audit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * {@link OperationInvokerAdvisor} that remembers who asks for an operation that changes
 * failpoints, for as long as it runs on this thread.
 *
 * @since 0.1.0
 */
public final class CallerInvokerAdvisor implements OperationInvokerAdvisor {

	private static final EndpointId ENDPOINT = EndpointId.of("failpoints");

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return (endpointId.equals(ENDPOINT) && operationType != OperationType.READ)
				? (context) -> invoke(invoker, context) : invoker;
	}

	private static @Nullable Object invoke(OperationInvoker invoker, InvocationContext context) {
		SecurityContext security = context.resolveArgument(SecurityContext.class);
		Caller
			.set(Caller.of((security != null) ? security.getPrincipal() : null, context.getArguments().get("reason")));
		try {
			return invoker.invoke(context);
		}
		finally {
			Caller.set(null);
		}
	}

}
