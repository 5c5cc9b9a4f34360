package io.github.failpoint.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import io.github.failpoint.FailpointRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reading the status of ten thousand failpoints over HTTP, next to the same bytes ready
 * made.
 */
public class EndpointBenchmark extends SingleShotBenchmark {

	@Benchmark
	public String ready(Server server) throws IOException, InterruptedException {
		return server.get("/ready");
	}

	@Benchmark
	public String failpoints(Server server) throws IOException, InterruptedException {
		return server.get("/actuator/failpoints");
	}

	/**
	 * The application.
	 */
	@State(Scope.Benchmark)
	public static class Server {

		private final HttpClient client = HttpClient.newHttpClient();

		private final ConfigurableApplicationContext context = Applications.start(Application.class,
				WebApplicationType.SERVLET, Map.of("server.port", 0, "management.endpoints.web.exposure.include",
						"failpoints", "spring.profiles.active", "none"));

		@Setup
		public void declare() throws IOException, InterruptedException {
			FailpointRegistry registry = this.context.getBean(FailpointRegistry.class);
			for (int i = 0; i < 10_000; i++) {
				registry.failpoint("point" + i);
			}
			this.context.getBean(Application.class).body = get("/actuator/failpoints");
		}

		String get(String path) throws IOException, InterruptedException {
			URI uri = URI
				.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port") + path);
			return this.client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
		}

		@TearDown
		public void stop() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		private volatile String body = "";

		@GetMapping(path = "/ready", produces = MediaType.APPLICATION_JSON_VALUE)
		String ready() {
			return this.body;
		}

	}

}
