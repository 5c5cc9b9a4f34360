package io.github.failpoint.actuate.endpoint;

import java.lang.reflect.UndeclaredThrowableException;

import io.github.failpoint.Failpoints;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * {@link OperationInvokerAdvisor} that lets no failpoint act on the thread on which an
 * operation of any endpoint runs: nobody locks himself out.
 *
 * @since 0.1.0
 */
public final class SuppressingInvokerAdvisor implements OperationInvokerAdvisor {

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return (context) -> suppressed(invoker, context);
	}

	private static @Nullable Object suppressed(OperationInvoker invoker, InvocationContext context) {
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
