package io.github.failpoint.aop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.BootNetty;
import io.github.failpoint.Exclusions;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.rsocket.Closeable;
import io.rsocket.core.RSocketServer;
import io.rsocket.transport.local.LocalClientTransport;
import io.rsocket.transport.local.LocalServerTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what controllers return, on running servers.
 */
class WebReturnTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@ParameterizedTest
	@ValueSource(strings = { "deferred", "callable", "streaming", "sse", "future", "mono" })
	void faultsReachTheClientsOfAServletContainer(String path) throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET, ServletApplication.class)) {
			faultsReachTheClient(context, path);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mono", "flux", "future", "handler" })
	void faultsReachTheClientsOfAnEventLoop(String path) throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, ReactiveApplication.class)) {
			faultsReachTheClient(context, path);
		}
	}

	private static void faultsReachTheClient(ConfigurableApplicationContext context, String path) throws Exception {
		FailpointRegistry registry = context.getBean(FailpointRegistry.class);
		assertThat(get(context, path).get().body()).contains("done");
		registry.enable(path, "1*throw(IllegalStateException)->pause");
		assertThat(get(context, path).get(10, TimeUnit.MINUTES).statusCode()).isEqualTo(500);
		CompletableFuture<HttpResponse<String>> paused = get(context, path);
		assertThat(registry.awaitWaiting(path, 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(paused).isNotDone();
		registry.disable(path);
		assertThat(paused.get(10, TimeUnit.MINUTES).body()).contains("done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "callable", "future", "mono" })
	void returnAnswersAtOnce(String path) throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET, ServletApplication.class)) {
			context.getBean(FailpointRegistry.class).enable(path, "return(early)");
			assertThat(get(context, path).get(10, TimeUnit.MINUTES).body()).isEqualTo("early");
		}
	}

	@Test
	void aPlainMethodOnAnEventLoopGoesOnInPlaceOfWaiting() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, ReactiveApplication.class)) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.failpoint("plain");
			registry.enable("plain", "1*sleep(1h)->1*return(early)");
			assertThat(get(context, "plain").get(10, TimeUnit.MINUTES).body()).isEqualTo("done");
			assertThat(get(context, "plain").get(10, TimeUnit.MINUTES).body()).isEqualTo("early");
		}
	}

	@Test
	void aStreamBreaksOffHalfWay() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, ReactiveApplication.class)) {
			context.getBean(FailpointRegistry.class).enable("half", "throw(IllegalStateException)");
			CompletableFuture<HttpResponse<String>> broken = get(context, "flux");
			assertThat(broken).failsWithin(TIMEOUT);
		}
	}

	@Test
	void faultsReachTheClientsOfMessages() {
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, MessagingApplication.class)) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			RSocketRequester requester = RSocketRequester.builder().transport(LocalClientTransport.create("messages"));
			registry.enable("message", "1*throw(IllegalStateException, lost)->1*return(early)->sleep(10ms)");
			Mono<String> answer = requester.route("message").retrieveMono(String.class);
			StepVerifier.create(answer).expectErrorMessage("lost").verify(TIMEOUT);
			StepVerifier.create(answer).expectNext("early").expectComplete().verify(TIMEOUT);
			StepVerifier.create(answer).expectNext("done").expectComplete().verify(TIMEOUT);
			requester.dispose();
		}
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, Class<?> application) {
		return new SpringApplicationBuilder(application).web(type)
			.properties(Exclusions.withSecurity(), "server.port=0", "spring.main.banner-mode=off")
			.run();
	}

	private static CompletableFuture<HttpResponse<String>> get(ConfigurableApplicationContext context, String path) {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		return CLIENT.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path)).build(),
				BodyHandlers.ofString());
	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServletApplication {

		@Failpoint("deferred")
		@GetMapping("/deferred")
		public DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			result.setResult("done");
			return result;
		}

		@Failpoint("callable")
		@GetMapping("/callable")
		public Callable<String> callable() {
			return () -> "done";
		}

		@Failpoint("streaming")
		@GetMapping("/streaming")
		public StreamingResponseBody streaming() {
			return (stream) -> stream.write("done".getBytes(StandardCharsets.UTF_8));
		}

		@Failpoint("sse")
		@GetMapping("/sse")
		public SseEmitter sse() throws Exception {
			SseEmitter emitter = new SseEmitter();
			emitter.send("done");
			emitter.complete();
			return emitter;
		}

		@Failpoint("future")
		@GetMapping("/future")
		public CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("done");
		}

		@Failpoint("mono")
		@GetMapping("/mono")
		public Mono<String> mono() {
			return Mono.just("done");
		}

	}

	@RestController
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(BootNetty.class)
	static class ReactiveApplication {

		@Failpoint("mono")
		@GetMapping("/mono")
		public Mono<String> mono() {
			return Mono.just("done");
		}

		@Failpoint("flux")
		@Failpoint(name = "half", afterElements = 1)
		@GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		public Flux<String> flux() {
			return Flux.just("done", "twice").delayElements(Duration.ofMillis(1));
		}

		@Failpoint("future")
		@GetMapping("/future")
		public CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("done");
		}

		@Failpoint("plain")
		@GetMapping("/plain")
		public String plain() {
			return "done";
		}

		@Bean
		Handler handler() {
			return new Handler();
		}

		@Bean
		RouterFunction<ServerResponse> routes(Handler handler) {
			return RouterFunctions.route().GET("/handler", handler::handle).build();
		}

	}

	static class Handler {

		@Failpoint("handler")
		public Mono<ServerResponse> handle(ServerRequest request) {
			return ServerResponse.ok().bodyValue("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class MessagingApplication {

		@Bean
		Messages messages() {
			return new Messages();
		}

		@Bean
		RSocketMessageHandler messageHandler() {
			return new RSocketMessageHandler();
		}

		@Bean(destroyMethod = "dispose")
		Closeable server(RSocketMessageHandler handler) {
			Closeable server = RSocketServer.create(handler.responder())
				.bind(LocalServerTransport.create("messages"))
				.block(TIMEOUT);
			assertThat(server).isNotNull();
			return server;
		}

	}

	@Controller
	static class Messages {

		@Failpoint("message")
		@MessageMapping("message")
		public Mono<String> message() {
			return Mono.just("done");
		}

	}

}
