package io.github.failpoint.actuate.endpoint;

import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.failpoint.AwaitOutcome;
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

	private static final String HTTP_2 = "server.http2.enabled=true";

	/**
	 * Tomcat serves that many of a connection at once.
	 */
	private static final int STREAMS = 20;

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
	void callersThatWaitLeaveThreadsToTheOperator() throws Exception {
		try (EndpointApplication application = run("server.tomcat.threads.max=20")) {
			EndpointClient client = application.client();
			client.post(ENDPOINT + "/orders.place", "{\"terms\": \"pause\"}").assertStatus(200);
			List<CompletableFuture<Answer>> callers = Stream.generate(() -> client.getAsync("/orders"))
				.limit(40)
				.toList();
			assertThat(application.registry().awaitWaiting("orders.place", 15, EndpointClient.TIMEOUT))
				.isEqualTo(AwaitOutcome.REACHED);
			assertThat(application.registry().awaitEvaluations("orders.place", 40, EndpointClient.TIMEOUT))
				.isEqualTo(AwaitOutcome.REACHED);
			Answer status = client.get(ENDPOINT + "/orders.place").assertStatus(200);
			assertThat(status.<Integer>read("$.waiting")).isEqualTo(15);
			assertThat(status.<Integer>read("$.suppressed.limited")).isEqualTo(25);
			client.delete(ENDPOINT).assertStatus(204);
			assertPlaced(callers);
		}
	}

	@Test
	void onAPortOfItsOwnTheOperatorHasThreadsOfHisOwn() throws Exception {
		try (EndpointApplication application = run("server.tomcat.threads.max=5", "management.server.port=0")) {
			EndpointClient management = application.managementClient();
			management.post(ENDPOINT + "/orders.place", "{\"terms\": \"pause\"}").assertStatus(200);
			List<CompletableFuture<Answer>> callers = Stream.generate(() -> application.client().getAsync("/orders"))
				.limit(10)
				.toList();
			assertThat(application.registry().awaitWaiting("orders.place", 5, EndpointClient.TIMEOUT))
				.isEqualTo(AwaitOutcome.REACHED);
			management.delete(ENDPOINT).assertStatus(204);
			assertPlaced(callers);
		}
	}

	@Test
	void callersThatWaitOnAConnectionHoldUpOnlyThatConnection() throws Exception {
		try (EndpointApplication application = run(HTTP_2)) {
			EndpointClient shared = sharedConnection(application);
			shared.post(ENDPOINT + "/orders.place", "{\"terms\": \"pause\"}").assertStatus(200);
			List<CompletableFuture<Answer>> callers = callers(shared);
			assertThat(application.registry().awaitWaiting("orders.place", STREAMS, EndpointClient.TIMEOUT))
				.isEqualTo(AwaitOutcome.REACHED);
			CompletableFuture<Answer> behindThem = shared.getAsync(ENDPOINT);
			application.client().delete(ENDPOINT).assertStatus(204);
			assertPlaced(callers);
			assertThat(answer(behindThem).status()).isEqualTo(200);
		}
	}

	/**
	 * On a machine so busy that the time is over before all wait, there is less to free.
	 */
	@Test
	void aTimeToLiveFreesTheConnectionThatAllShare() throws Exception {
		try (EndpointApplication application = run(HTTP_2)) {
			EndpointClient shared = sharedConnection(application);
			shared.post(ENDPOINT + "/orders.place", "{\"terms\": \"pause\", \"ttl\": \"5s\"}").assertStatus(200);
			List<CompletableFuture<Answer>> callers = callers(shared);
			application.registry().awaitWaiting("orders.place", STREAMS, EndpointClient.TIMEOUT);
			shared.delete(ENDPOINT).assertStatus(204);
			assertPlaced(callers);
		}
	}

	@Test
	void ignoresParametersOfThePath() {
		this.client.get(COMMIT + ";a=b").assertStatus(200);
		this.client.delete(COMMIT + ";a=b").assertStatus(204);
	}

	@Test
	void readsBodiesOfOthersAsBefore() {
		String name = "x".repeat(ControlProblem.MAX_BODY);
		assertThat(this.client.post("/length", "text/plain", name).assertStatus(200).body())
			.isEqualTo(String.valueOf(name.length()));
	}

	private static EndpointClient sharedConnection(EndpointApplication application) {
		EndpointClient client = application.client();
		assertThat(client.version(ENDPOINT)).isEqualTo(HttpClient.Version.HTTP_2);
		return client;
	}

	private static List<CompletableFuture<Answer>> callers(EndpointClient client) {
		return Stream.generate(() -> client.getAsync("/orders")).limit(STREAMS).toList();
	}

	private static void assertPlaced(List<CompletableFuture<Answer>> callers) {
		assertThat(callers).extracting((caller) -> answer(caller).body()).containsOnly("placed");
	}

	private static Answer answer(CompletableFuture<Answer> answer) throws Exception {
		return answer.get(EndpointClient.TIMEOUT.toMinutes(), TimeUnit.MINUTES);
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
