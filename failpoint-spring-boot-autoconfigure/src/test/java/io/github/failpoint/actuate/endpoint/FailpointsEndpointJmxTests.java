package io.github.failpoint.actuate.endpoint;

import org.junit.jupiter.api.Nested;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for {@link FailpointsEndpoint} over JMX.
 */
class FailpointsEndpointJmxTests {

	@Nested
	class WithoutWeb extends AbstractFailpointsEndpointJmxTests {

		WithoutWeb() {
			super(WebApplicationType.NONE);
		}

	}

	@Nested
	class Servlet extends AbstractFailpointsEndpointJmxTests {

		Servlet() {
			super(WebApplicationType.SERVLET);
		}

	}

	@Nested
	class Reactive extends AbstractFailpointsEndpointJmxTests {

		Reactive() {
			super(WebApplicationType.REACTIVE);
		}

	}

}
