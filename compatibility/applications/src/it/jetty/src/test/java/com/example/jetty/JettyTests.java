package com.example.jetty;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus.State;
import io.github.failpoint.applications.Answer;
import io.github.failpoint.applications.Client;
import io.github.failpoint.applications.Journey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class JettyTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String ENDPOINT = "/actuator/failpoints";

	private static final int CALLERS = 300;

	@Test
	void onJetty() throws Exception {
		ConfigurableApplicationContext application = run();
		Journey.to(port(application, "local.server.port")).run(application);
	}

	@Test
	void operatorGetsInAtOnceWhileCallersWait() throws Exception {
		assertThreeQuartersWait(150, run());
		assertThreeQuartersWait(30, run("--server.jetty.threads.max=40"));
	}

	private static void assertThreeQuartersWait(int waiting, ConfigurableApplicationContext context) throws Exception {
		try (ConfigurableApplicationContext application = context) {
			Client client = Client.of(port(application, "local.server.port"));
			client.post(ENDPOINT + "/greetings.greet", "{\"terms\": \"pause\"}").has(200);
			List<CompletableFuture<Answer>> callers = callers(client, "/greeting");
			FailpointRegistry registry = application.getBean(FailpointRegistry.class);
			assertThat(registry.awaitEvaluations("greetings.greet", CALLERS, PATIENCE)).isEqualTo(AwaitOutcome.REACHED);
			assertThat(registry.awaitWaiting("greetings.greet", waiting, PATIENCE)).isEqualTo(AwaitOutcome.REACHED);
			client.get(ENDPOINT + "/greetings.greet").has(200).contains("\"waiting\":" + waiting + ",");
			client.delete(ENDPOINT).has(204);
			assertAnswered(callers);
		}
	}

	@Test
	void operatorGetsInWhenTheTimeIsOverWhileCallersWaitInTransactions() throws Exception {
		try (ConfigurableApplicationContext application = run()) {
			Client client = Client.of(port(application, "local.server.port"));
			client.post(ENDPOINT + "/greetings.greetInTransaction", "{\"terms\": \"pause\", \"ttl\": \"10s\"}").has(200);
			List<CompletableFuture<Answer>> callers = callers(client, "/greeting-in-transaction");
			awaitConnectionsAreAskedFor(application);
			client.delete(ENDPOINT).has(204);
			assertAnswered(callers);
		}
	}

	@Test
	void operatorGetsInAtOnceOnAnotherPort() throws Exception {
		try (ConfigurableApplicationContext application = run("--management.server.port=0")) {
			Client client = Client.of(port(application, "local.server.port"));
			Client operator = Client.of(port(application, "local.management.port"));
			operator.post(ENDPOINT + "/greetings.greetInTransaction", "{\"terms\": \"pause\"}").has(200);
			List<CompletableFuture<Answer>> callers = callers(client, "/greeting-in-transaction");
			awaitConnectionsAreAskedFor(application);
			operator.delete(ENDPOINT).has(204);
			assertAnswered(callers);
		}
	}

	/**
	 * Five hold all connections, and all others wait for one, each with a thread.
	 */
	private static void awaitConnectionsAreAskedFor(ConfigurableApplicationContext application) throws Exception {
		FailpointRegistry registry = application.getBean(FailpointRegistry.class);
		String name = "greetings.greetInTransaction";
		assertThat(registry.awaitWaiting(name, 5, PATIENCE)).isEqualTo(AwaitOutcome.REACHED);
		HikariPoolMXBean pool = application.getBean(HikariDataSource.class).getHikariPoolMXBean();
		while (pool.getThreadsAwaitingConnection() < 150
				&& registry.status(name).orElseThrow().state() == State.ENABLED) {
			Thread.sleep(50);
		}
	}

	private static List<CompletableFuture<Answer>> callers(Client client, String page) {
		return Stream.generate(() -> client.getLater(page)).limit(CALLERS).toList();
	}

	private static void assertAnswered(List<CompletableFuture<Answer>> callers) throws Exception {
		for (CompletableFuture<Answer> caller : callers) {
			assertThat(caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Answer(200, "hello"));
		}
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return SpringApplication.run(JettyApplication.class, arguments);
	}

	private static int port(ConfigurableApplicationContext application, String property) {
		return application.getEnvironment().getRequiredProperty(property, Integer.class);
	}

}
