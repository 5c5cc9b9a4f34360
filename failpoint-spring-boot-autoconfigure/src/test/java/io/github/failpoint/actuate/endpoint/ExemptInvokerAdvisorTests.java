package io.github.failpoint.actuate.endpoint;

import java.util.Map;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointPanicException;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
 * Tests for {@link ExemptInvokerAdvisor}.
 */
class ExemptInvokerAdvisorTests {

	private final FailpointRegistry registry = new FailpointRegistry();

	private final FailpointHandle commit = this.registry.failpoint("orders.commit");

	private final InvocationContext context = new InvocationContext(SecurityContext.NONE, Map.of());

	private static OperationInvoker advise(String endpoint, OperationInvoker invoker) {
		return new ExemptInvokerAdvisor().apply(EndpointId.of(endpoint), OperationType.READ,
				mock(OperationParameters.class), invoker);
	}

	@ParameterizedTest
	@ValueSource(strings = { "failpoints", "refresh", "busenv", "busrefresh" })
	void noFailpointActsInsideAnOperationThatControlsThem(String endpoint) {
		this.registry.enable("orders.commit", "panic");
		OperationInvoker invoker = advise(endpoint, (context) -> {
			this.commit.hit();
			return "done";
		});
		assertThat(invoker.invoke(this.context)).isEqualTo("done");
		FailpointStatus status = this.registry.status("orders.commit").orElseThrow();
		assertThat(status.evaluations()).isZero();
		assertThat(status.suppressed()).isEqualTo(Map.of(FailpointStatus.Reason.EXEMPT, 1L));
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(this.commit::hit);
	}

	@ParameterizedTest
	@ValueSource(strings = { "health", "failpointsx", "env", "shutdown" })
	void allOthersFailAsInReality(String endpoint) {
		this.registry.enable("orders.commit", "panic");
		OperationInvoker invoker = advise(endpoint, (context) -> {
			this.commit.hit();
			return "done";
		});
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(() -> invoker.invoke(this.context));
	}

	@Test
	void anOperationMayReturnNothing() {
		assertThat(advise("failpoints", (context) -> null).invoke(this.context)).isNull();
	}

	@Test
	void anOperationMayFail() {
		this.registry.enable("orders.commit", "panic");
		IllegalStateException failure = new IllegalStateException();
		OperationInvoker invoker = advise("failpoints", (context) -> {
			throw failure;
		});
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> invoker.invoke(this.context))
			.isSameAs(failure);
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(this.commit::hit);
	}

}
