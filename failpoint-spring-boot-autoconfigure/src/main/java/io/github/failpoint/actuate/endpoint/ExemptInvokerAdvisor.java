package io.github.failpoint.actuate.endpoint;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Set;

import io.github.failpoint.Failpoints;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * {@link OperationInvokerAdvisor} that lets no failpoint act in the operations that
 * control failpoints, however they are reached: those of the {@link FailpointsEndpoint},
 * and those of Spring Cloud that change the properties of an application. All other
 * operations fail as in reality.
 *
 * @since 0.1.0
 */
public final class ExemptInvokerAdvisor implements OperationInvokerAdvisor {

	private static final Set<EndpointId> CONTROL = Set.of(EndpointId.of("failpoints"), EndpointId.of("refresh"),
			EndpointId.of("busenv"), EndpointId.of("busrefresh"));

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return CONTROL.contains(endpointId) ? (context) -> exempt(invoker, context) : invoker;
	}

	private static @Nullable Object exempt(OperationInvoker invoker, InvocationContext context) {
		try {
			return Failpoints.suppress(() -> invoker.invoke(context));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

}
