package io.github.failpoint.actuate.endpoint;

import java.util.Map;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointPanicException;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SuppressingInvokerAdvisor}.
 */
class SuppressingInvokerAdvisorTests {

	private final FailpointRegistry registry = new FailpointRegistry();

	private final FailpointHandle commit = this.registry.failpoint("orders.commit");

	private final InvocationContext context = new InvocationContext(SecurityContext.NONE, Map.of());

	private static OperationInvoker advise(OperationInvoker invoker) {
		return new SuppressingInvokerAdvisor().apply(EndpointId.of("any"), OperationType.READ,
				mock(OperationParameters.class), invoker);
	}

	@Test
	void noFailpointActsInsideAnOperation() {
		this.registry.enable("orders.commit", "panic");
		OperationInvoker invoker = advise((context) -> {
			this.commit.hit();
			return "done";
		});
		assertThat(invoker.invoke(this.context)).isEqualTo("done");
		assertThat(this.registry.status("orders.commit").orElseThrow().evaluations()).isZero();
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(this.commit::hit);
	}

	@Test
	void anOperationMayReturnNothing() {
		assertThat(advise((context) -> null).invoke(this.context)).isNull();
	}

	@Test
	void anOperationMayFail() {
		this.registry.enable("orders.commit", "panic");
		IllegalStateException failure = new IllegalStateException();
		OperationInvoker invoker = advise((context) -> {
			throw failure;
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> invoker.invoke(this.context))
			.isSameAs(failure);
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(this.commit::hit);
	}

}
