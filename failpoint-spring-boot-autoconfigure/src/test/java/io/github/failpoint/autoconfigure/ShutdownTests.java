package io.github.failpoint.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.Exclusions;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of a web server in which many callers wait.
 */
class ShutdownTests {

	private static final int CALLERS = 1_000;

	private static final Duration LIMIT = Duration.ofMinutes(2);

	/**
	 * The graceful shutdown would wait for an hour.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "pause", "sleep(1h)" })
	@Timeout(300)
	void everyCallerIsReleasedAndAnswered(String terms) throws InterruptedException {
		List<CompletableFuture<HttpResponse<String>>> calls;
		try (ConfigurableApplicationContext context = start()) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("orders.commit", terms);
			calls = call(context.getEnvironment().getRequiredProperty("local.server.port"));
			assertThat(registry.awaitWaiting("orders.commit", CALLERS, LIMIT)).isEqualTo(AwaitOutcome.REACHED);
		}
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(LIMIT)
			.matches((response) -> response.statusCode() == 200 && response.body().equals("committed")));
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties(Exclusions.withSecurity(), "spring.main.banner-mode=off", "server.port=0",
					"server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=1h",
					"server.tomcat.threads.max=" + CALLERS, "server.tomcat.accept-count=" + CALLERS)
			.run();
	}

	private static List<CompletableFuture<HttpResponse<String>>> call(String port) {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/commit")).build();
		return IntStream.range(0, CALLERS).mapToObj((i) -> client.sendAsync(request, BodyHandlers.ofString())).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Commits commits(FailpointRegistry registry) {
			return new Commits(registry.failpoint("orders.commit"));
		}

	}

	@RestController
	static class Commits {

		private final FailpointHandle commit;

		Commits(FailpointHandle commit) {
			this.commit = commit;
		}

		@GetMapping("/commit")
		String commit() {
			this.commit.hit();
			return "committed";
		}

	}

}
