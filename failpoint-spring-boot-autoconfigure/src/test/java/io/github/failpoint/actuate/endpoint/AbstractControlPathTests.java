package io.github.failpoint.actuate.endpoint;

import java.io.IOException;
import java.util.List;

import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds on the way to the endpoint, in an application whose first filter has the
 * failpoint {@code edge} and which answers every exception itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractControlPathTests {

	static final String ENDPOINT = AbstractFailpointsEndpointHttpTests.ENDPOINT;

	private static final String LONG_BODY = "{\"terms\": \"off\", \"reason\": \"" + "x".repeat(ControlProblem.MAX_BODY)
			+ "\"}";

	private EndpointApplication application;

	private EndpointClient client;

	private FailpointRegistry registry;

	abstract EndpointApplication run(String... properties);

	@BeforeAll
	void start() {
		this.application = run();
		this.client = this.application.client();
		this.registry = this.application.registry();
	}

	@AfterEach
	void disableAll() {
		this.registry.disableAll();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void aFaultInTheFirstFilterLocksNobodyOut() {
		assertNotLockedOut(this.application, this.client, "");
	}

	static void assertNotLockedOut(EndpointApplication application, EndpointClient client, String prefix) {
		client.get(prefix + "/page").assertStatus(200);
		application.registry().enable("edge", "panic");
		client.get(prefix + "/page").assertStatus(500);
		client.get(prefix + ENDPOINT).assertStatus(200);
		client.get(prefix + ENDPOINT + "/nothing").assertProblem(404);
		Answer status = client.get(prefix + ENDPOINT + "/edge").assertStatus(200);
		assertThat(status.<Integer>read("$.suppressed.exempt")).isEqualTo(3);
		assertThat(status.<Integer>read("$.evaluations")).isOne();
		client.post(prefix + ENDPOINT + "/orders.commit", "{\"terms\": \"off\"}").assertStatus(200);
		client.delete(prefix + ENDPOINT).assertStatus(204);
		client.get(prefix + "/page").assertStatus(200);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/actuator/failpointsx", "/actuator/failpoints;x/..", "/actuator/failpoints/../failpointsx",
					"/actuator/failpoints/../../page", "/actuator", "/Actuator/failpoints", "//actuator/failpoints",
					"/x/../page?a=/actuator/failpoints", "/orders/actuator/failpoints" })
	void aPathThatOnlyLooksLikeItIsNotExempt(String path) throws IOException {
		this.registry.enable("edge", "panic");
		RawRequest request = new RawRequest("GET", path, List.of(), new byte[0], true, false);
		assertThat(this.application.rawClient().send(request).status()).isEqualTo(500);
		assertThat(this.registry.status("edge").orElseThrow().triggers()).isOne();
	}

	@Test
	void aPathOfTheEndpointIsExemptHoweverItIsWritten() {
		this.registry.enable("edge", "panic");
		this.client.get("/actuator/%66ailpoints").assertStatus(200);
		this.client.get(ENDPOINT + "/").assertProblem(400);
	}

	@Test
	void anApplicationThatAnswersEveryExceptionAnswersNoneOfOurs() {
		this.registry.enable("orders.commit", "off");
		this.client.get("/broken").assertStatus(500);
		for (String path : List.of(ENDPOINT, ENDPOINT + "/orders.commit")) {
			this.client.post(path, LONG_BODY).assertProblem(413);
			this.client.postChunked(path, LONG_BODY).assertProblem(413);
			this.client.delete(path + "?reason=%ff").assertProblem(400);
			this.client.delete(path + "?reason=%c3%28").assertProblem(400);
		}
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isEqualTo("off");
		this.client.delete(ENDPOINT + "/orders.commit?reason=%c3%a4%25").assertStatus(204);
	}

	@Test
	void onAPortOfItsOwnOnlyThatPathIsTheEndpoint() {
		try (EndpointApplication own = run("management.server.port=0")) {
			EndpointClient management = own.managementClient();
			management.post(ENDPOINT, LONG_BODY).assertProblem(413);
			management.delete(ENDPOINT + "?reason=%ff").assertProblem(400);
			own.registry().enable("edge", "panic");
			own.client().get(ENDPOINT).assertStatus(500);
			management.get(ENDPOINT).assertStatus(200);
			management.delete(ENDPOINT).assertStatus(204);
		}
	}

	@RestController
	static class Pages {

		@GetMapping({ "/page", "/actuator/failpointsx" })
		String page() {
			return "page";
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("broken");
		}

	}

	@RestControllerAdvice
	static class CatchAll {

		@ExceptionHandler
		ResponseEntity<String> any(Exception ex) {
			return ResponseEntity.internalServerError().body("{\"error\": \"" + ex.getClass() + "\"}");
		}

	}

}
