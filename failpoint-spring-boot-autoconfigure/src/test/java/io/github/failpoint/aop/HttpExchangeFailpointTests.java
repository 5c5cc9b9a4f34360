package io.github.failpoint.aop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failpoints of HTTP interfaces, against a real server.
 */
class HttpExchangeFailpointTests {

	private final AtomicInteger requests = new AtomicInteger();

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner()
		.withBean(Weather.class, this::client);

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.server.stop(0);
	}

	@Test
	void serverSeesNothingOfAFaultBeforeTheCall() {
		this.contextRunner.run((context) -> {
			Weather weather = context.getBean(Weather.class);
			assertThat(weather.today()).isEqualTo("rain");
			FailpointContexts.registry(context)
				.enable("weather.today", "1*throw(UncheckedIOException)->return(sunshine)");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(weather::today);
			assertThat(weather.today()).isEqualTo("sunshine");
			assertThat(this.requests).hasValue(1);
		});
	}

	@Test
	void serverHasSeenTheCallBeforeAFaultAfterIt() {
		this.contextRunner.run((context) -> {
			FailpointContexts.registry(context).enable("weather.lost", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(context.getBean(Weather.class)::tomorrow);
			assertThat(this.requests).hasValue(1);
		});
	}

	@Test
	void outermostFailpointActs() {
		this.contextRunner.withPropertyValues("failpoint.aop.position=outermost").run((context) -> {
			FailpointContexts.registry(context).enable("weather.today", "return(sunshine)");
			assertThat(context.getBean(Weather.class).today()).isEqualTo("sunshine");
			assertThat(this.requests).hasValue(0);
		});
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.incrementAndGet();
		byte[] body = "rain".getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private Weather client() {
		RestClient restClient = RestClient.create("http://localhost:" + this.server.getAddress().getPort());
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(restClient))
			.build()
			.createClient(Weather.class);
	}

	interface Weather {

		@GetExchange("/today")
		@Failpoint
		String today();

		@GetExchange("/tomorrow")
		@Failpoint(name = "weather.lost", at = Failpoint.At.AFTER)
		String tomorrow();

	}

}
