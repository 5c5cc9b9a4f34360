package io.github.failpoint.actuate.endpoint;

import io.github.failpoint.BootLine;
import io.github.failpoint.Exclusions;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A running application.
 *
 * @param context its context
 */
record EndpointApplication(ConfigurableApplicationContext context) implements AutoCloseable {

	static EndpointApplication run(WebApplicationType type, Class<?> configuration, String... properties) {
		return new EndpointApplication(new SpringApplicationBuilder(CommonConfiguration.class, configuration).web(type)
			.properties(Exclusions.withSecurity(), "server.port=0", "spring.main.banner-mode=off",
					"spring.jackson.property-naming-strategy=SNAKE_CASE",
					"management.endpoints.web.exposure.include=failpoints,orders",
					"management.endpoint.failpoints.access=unrestricted")
			.properties(properties)
			.run());
	}

	FailpointRegistry registry() {
		return this.context.getBean(FailpointRegistry.class);
	}

	String webServer() {
		return BootLine.webServer(this.context).getClass().getSimpleName();
	}

	EndpointClient client() {
		return client("local.server.port");
	}

	EndpointClient managementClient() {
		return client("local.management.port");
	}

	RawClient rawClient() {
		return new RawClient(this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private EndpointClient client(String port) {
		return EndpointClient.of("http://localhost:" + this.context.getEnvironment().getRequiredProperty(port));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CommonConfiguration {

		@Bean
		OrdersEndpoint ordersEndpoint(FailpointRegistry registry) {
			return new OrdersEndpoint(registry.failpoint("orders.commit"));
		}

	}

	/**
	 * An endpoint that reaches a failpoint.
	 *
	 * @param commit the failpoint
	 */
	@Endpoint(id = "orders")
	record OrdersEndpoint(FailpointHandle commit) {

		@ReadOperation
		String orders() {
			this.commit.hit();
			return "none";
		}

	}

}
