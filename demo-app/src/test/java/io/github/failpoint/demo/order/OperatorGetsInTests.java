package io.github.failpoint.demo.order;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.example.greeting.GreetingApplication;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointStatus.Reason;
import io.github.failpoint.FailpointStatus.State;
import io.github.failpoint.demo.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever waits in the shop, the operator gets in.
 */
class OperatorGetsInTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final int CUSTOMERS = 300;

	private static final int THREADS = 200;

	private static final int WAITING = THREADS * 3 / 4;

	private static final String FAILPOINTS = "/actuator/failpoints";

	@Test
	void atOnceWhileCustomersWait() throws Exception {
		try (ConfigurableApplicationContext shop = shop()) {
			assertThat(answer(enable(shop, "greetings.greet", "{\"terms\": \"pause\"}"))).isEqualTo(200);
			List<CompletableFuture<Integer>> customers = customers(() -> send(shop, "GET", "/hello/Ada", ""));
			FailpointRegistry registry = shop.getBean(FailpointRegistry.class);
			assertThat(registry.awaitEvaluations("greetings.greet", CUSTOMERS, PATIENCE))
				.isEqualTo(AwaitOutcome.REACHED);
			assertThat(registry.awaitWaiting("greetings.greet", WAITING, PATIENCE)).isEqualTo(AwaitOutcome.REACHED);
			FailpointStatus status = registry.status("greetings.greet").orElseThrow();
			assertThat(status.waiting()).isEqualTo(WAITING);
			assertThat(status.suppressed()).containsEntry(Reason.LIMITED, (long) CUSTOMERS - WAITING);
			assertThat(answer(send(shop, "GET", "/actuator/health", ""))).isEqualTo(200);
			assertThat(answer(send(shop, "DELETE", FAILPOINTS, ""))).isEqualTo(204);
			assertThat(customers).extracting(OperatorGetsInTests::answer).containsOnly(200);
		}
	}

	/**
	 * A few hold all connections of the pool, and all others wait for one, each with a
	 * thread.
	 */
	@Test
	void whenTheTimeIsOverWhileCustomersWaitInTransactions() {
		try (ConfigurableApplicationContext shop = shop("spring.datasource.hikari.maximum-pool-size=5",
				"spring.datasource.hikari.connection-timeout=" + PATIENCE.toMillis())) {
			assertThat(answer(enable(shop, "inventory.reserve", "{\"terms\": \"pause\", \"ttl\": \"10s\"}")))
				.isEqualTo(200);
			List<CompletableFuture<Integer>> customers = customers(() -> order(shop));
			awaitThreadsAreHeld(shop);
			assertThat(answer(send(shop, "DELETE", FAILPOINTS, ""))).isEqualTo(204);
			assertAnswered(customers);
		}
	}

	@Test
	void atOnceOnAPortOfHisOwn() {
		try (ConfigurableApplicationContext shop = shop("spring.datasource.hikari.maximum-pool-size=5",
				"spring.datasource.hikari.connection-timeout=" + PATIENCE.toMillis(), "management.server.port=0")) {
			assertThat(answer(enable(shop, "inventory.reserve", "{\"terms\": \"pause\"}"))).isEqualTo(200);
			List<CompletableFuture<Integer>> customers = customers(() -> order(shop));
			awaitThreadsAreHeld(shop);
			assertThat(answer(send(shop, "DELETE", FAILPOINTS, ""))).isEqualTo(204);
			assertAnswered(customers);
		}
	}

	/**
	 * The shop has no controller whose customers wait without a connection, so it greets.
	 */
	private static ConfigurableApplicationContext shop(String... properties) {
		ConfigurableApplicationContext shop = new SpringApplicationBuilder(ShopApplication.class,
				GreetingApplication.class)
			.run(Stream.concat(Stream.of("server.port=0"), Stream.of(properties))
				.map("--"::concat)
				.toArray(String[]::new));
		shop.getBean(JdbcTemplate.class).update("update item set in_stock = 1000 where name = 'book'");
		return shop;
	}

	private static List<CompletableFuture<Integer>> customers(Supplier<CompletableFuture<Integer>> customer) {
		return Stream.generate(customer).limit(CUSTOMERS).toList();
	}

	private static CompletableFuture<Integer> order(ConfigurableApplicationContext shop) {
		return send(shop, "POST", "/orders", "{\"item\": \"book\", \"quantity\": 1}");
	}

	private static CompletableFuture<Integer> enable(ConfigurableApplicationContext shop, String name, String body) {
		return send(shop, "POST", FAILPOINTS + "/" + name, body);
	}

	private static CompletableFuture<Integer> send(ConfigurableApplicationContext shop, String method, String path,
			String body) {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + port(shop.getEnvironment(), path) + path))
			.version(HttpClient.Version.HTTP_1_1)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		return HTTP.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
	}

	private static String port(Environment environment, String path) {
		String server = environment.getRequiredProperty("local.server.port");
		return path.startsWith("/actuator") ? environment.getProperty("local.management.port", server) : server;
	}

	private static int answer(CompletableFuture<Integer> answer) {
		return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	private static void awaitThreadsAreHeld(ConfigurableApplicationContext shop) {
		HikariPoolMXBean pool = shop.getBean(HikariDataSource.class).getHikariPoolMXBean();
		await().atMost(PATIENCE).until(() -> pool.getThreadsAwaitingConnection() == THREADS - 5 || isTimeOver(shop));
	}

	private static boolean isTimeOver(ConfigurableApplicationContext shop) {
		return shop.getBean(FailpointRegistry.class)
			.status("inventory.reserve")
			.orElseThrow()
			.state() == State.DISABLED;
	}

	/**
	 * Whether they get their books is not the point.
	 */
	private static void assertAnswered(List<CompletableFuture<Integer>> customers) {
		assertThat(customers).extracting(OperatorGetsInTests::answer).hasSize(CUSTOMERS);
	}

}
