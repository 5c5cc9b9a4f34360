package io.github.failpoint.actuate.endpoint;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Tests for {@link FailpointControlFilter}.
 */
class FailpointControlFilterTests extends AbstractControlPathTests {

	@Override
	EndpointApplication run(String... properties) {
		return EndpointApplication.run(WebApplicationType.SERVLET, EdgeConfiguration.class, properties);
	}

	@Test
	void knowsThePathsOfTheApplicationAndOfSpringsServlet() {
		try (EndpointApplication application = run("server.servlet.context-path=/shop",
				"spring.mvc.servlet.path=/api/")) {
			assertNotLockedOut(application, application.client(), "/shop/api");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Pages.class, CatchAll.class })
	static class EdgeConfiguration {

		@Bean
		FilterRegistrationBean<Filter> edge(FailpointRegistry registry) {
			FailpointHandle edge = registry.failpoint("edge");
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				edge.hit();
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
