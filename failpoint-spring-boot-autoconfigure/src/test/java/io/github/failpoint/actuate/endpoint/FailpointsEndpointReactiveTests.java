package io.github.failpoint.actuate.endpoint;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.BootNetty;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointsEndpoint} on Netty.
 */
class FailpointsEndpointReactiveTests extends AbstractFailpointsEndpointHttpTests {

	@Override
	EndpointApplication run(String... properties) {
		return EndpointApplication.run(WebApplicationType.REACTIVE, ReactiveConfiguration.class, properties);
	}

	@Test
	void worksInABasePath() {
		try (EndpointApplication application = run("spring.webflux.base-path=/shop")) {
			assertThat(application.webServer()).isEqualTo("NettyWebServer");
			assertWorks(application.client(), "/shop" + ENDPOINT);
		}
	}

	@Test
	void readsNoLargeBodyWhateverOthersMayRead() {
		String body = "{\"terms\": \"off\", \"reason\": \"" + "x".repeat(ControlProblem.MAX_BODY) + "\"}";
		try (EndpointApplication application = run("spring.http.codecs.max-in-memory-size=-1",
				"spring.codec.max-in-memory-size=-1", "spring.webflux.base-path=/shop")) {
			EndpointClient client = application.client();
			client.post("/shop" + COMMIT, body).assertProblem(413);
			client.postChunked("/shop" + ENDPOINT, body).assertProblem(413);
			assertThat(client.post("/shop/length", "text/plain", body).assertStatus(200).body())
				.isEqualTo(String.valueOf(body.length()));
		}
	}

	@Test
	void refusesParametersOfThePath() {
		this.client.get(COMMIT + ";a=b").assertProblem(400);
		this.client.delete(COMMIT + ";a=b").assertProblem(400);
	}

	@Test
	void saysThatASlashMustNotBeEncoded() {
		assertThat(this.client.get(ENDPOINT + "/a%2Fb").assertProblem(400).<String>read("$.message"))
			.isEqualTo("A slash in the path must not be encoded");
	}

	@Test
	void callersThatOccupyEveryWorkerAreReleased() throws Exception {
		this.registry.enable("orders.place", "pause");
		int workers = Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;
		List<CompletableFuture<HttpResponse<String>>> callers = Stream
			.generate(() -> this.client.http()
				.sendAsync(HttpRequest.newBuilder(URI.create(this.client.root() + "/orders")).build(),
						BodyHandlers.ofString()))
			.limit(workers)
			.toList();
		assertThat(this.registry.awaitWaiting("orders.place", workers, EndpointClient.TIMEOUT))
			.isEqualTo(AwaitOutcome.REACHED);
		assertThat(this.client.get(ENDPOINT + "/orders.place").assertStatus(200).<Integer>read("$.waiting"))
			.isEqualTo(workers);
		this.client.delete(ENDPOINT + "/orders.place").assertStatus(204);
		assertThat(callers).extracting((caller) -> caller.get(10, TimeUnit.MINUTES).body()).containsOnly("placed");
	}

	/**
	 * With global resources, closing one server would stop all.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import({ OrdersController.class, BootNetty.class })
	static class ReactiveConfiguration {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			resources.setShutdownQuietPeriod(Duration.ZERO);
			return resources;
		}

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
		Mono<String> place() {
			return Mono.fromCallable(() -> {
				this.place.hit();
				return "placed";
			}).subscribeOn(Schedulers.boundedElastic());
		}

	}

}
