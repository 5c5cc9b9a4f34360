package io.github.failpoint.actuate.endpoint;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointsEndpoint} on Tomcat.
 */
class FailpointsEndpointServletTests extends AbstractFailpointsEndpointHttpTests {

	@Override
	EndpointApplication run(String... properties) {
		return EndpointApplication.run(WebApplicationType.SERVLET, ServletConfiguration.class, properties);
	}

	@Test
	void worksInAContextPath() {
		try (EndpointApplication application = run("server.servlet.context-path=/shop")) {
			assertThat(application.webServer()).isEqualTo("TomcatWebServer");
			assertWorks(application.client(), "/shop" + ENDPOINT);
		}
	}

	@Test
	void ignoresParametersOfThePath() {
		this.client.get(COMMIT + ";a=b").assertStatus(200);
		this.client.delete(COMMIT + ";a=b").assertStatus(204);
	}

	@Test
	void readsBodiesOfOthersAsBefore() {
		String name = "x".repeat(BodyLimitAdvice.MAX_BYTES);
		assertThat(this.client.post("/length", "text/plain", name).assertStatus(200).body())
			.isEqualTo(String.valueOf(name.length()));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(OrdersController.class)
	static class ServletConfiguration {

	}

	@RestController
	static class OrdersController {

		private final FailpointHandle place;

		OrdersController(FailpointRegistry registry) {
			this.place = registry.failpoint("orders.place");
		}

		@PostMapping("/length")
		String length(@RequestBody String body) {
			return String.valueOf(body.length());
		}

		@GetMapping("/orders")
		String place() {
			this.place.hit();
			return "placed";
		}

	}

}
