package io.github.failpoint.actuate.endpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a chain for endpoints, as Spring Boot names them, is seen to be in front.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointRequestTests {

	@Test
	void chainForTheEndpointIsInFront(CapturedOutput output) {
		run(WebApplicationType.SERVLET, "failpoints");
		run(WebApplicationType.REACTIVE, "failpoints");
		assertThat(output).contains("The endpoint is open on the port").doesNotContain("open to everybody");
	}

	@Test
	void chainForAnotherEndpointIsNot(CapturedOutput output) {
		run(WebApplicationType.SERVLET, "orders");
		run(WebApplicationType.REACTIVE, "orders");
		assertThat(output.getOut().lines().filter((line) -> line.contains("no filter chain of Spring Security is")))
			.hasSize(2);
	}

	private static void run(WebApplicationType type, String endpoint) {
		EndpointApplication
			.run(type, (type == WebApplicationType.SERVLET) ? ServletChain.class : ReactiveChain.class,
					AbstractSecuredEndpointTests.secured(), "endpoint=" + endpoint)
			.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, Environment environment) throws Exception {
			return http
				.securityMatcher(org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest
					.to(environment.getRequiredProperty("endpoint")))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailpointsEndpointReactiveTests.ReactiveConfiguration.class)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http, Environment environment) {
			return http.securityMatcher(EndpointRequest.to(environment.getRequiredProperty("endpoint"))).build();
		}

	}

}
