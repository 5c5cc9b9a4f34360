package io.github.failpoint.actuate.endpoint;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.reactor.ReactorFailpoints;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/**
 * Tests for {@link FailpointControlWebFilter}.
 */
class FailpointControlWebFilterTests extends AbstractControlPathTests {

	@Override
	EndpointApplication run(String... properties) {
		return EndpointApplication.run(WebApplicationType.REACTIVE, EdgeConfiguration.class, properties);
	}

	@Test
	void knowsThePathOfTheApplication() {
		try (EndpointApplication application = run("spring.webflux.base-path=/shop")) {
			assertNotLockedOut(application, application.client(), "/shop");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Pages.class, CatchAll.class, FailpointsEndpointReactiveTests.ReactiveConfiguration.class })
	static class EdgeConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter edge(FailpointRegistry registry) {
			return (exchange, chain) -> Mono.just("any")
				.publishOn(Schedulers.parallel())
				.flatMap((any) -> Mono.from(ReactorFailpoints.before(registry.failpoint("edge"), Void.class)
					.apply(chain.filter(exchange))));
		}

	}

}
