package io.github.failpoint.actuate.endpoint;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link KnownParametersInvokerAdvisor}.
 */
class KnownParametersInvokerAdvisorTests {

	private final KnownParametersInvokerAdvisor advisor = KnownParametersInvokerAdvisor.servlet();

	private final OperationInvoker invoker = mock(OperationInvoker.class);

	@Test
	void leavesOtherEndpointsAlone() {
		assertThat(this.advisor.apply(EndpointId.of("loggers"), OperationType.WRITE, mock(OperationParameters.class),
				this.invoker))
			.isSameAs(this.invoker);
	}

}
