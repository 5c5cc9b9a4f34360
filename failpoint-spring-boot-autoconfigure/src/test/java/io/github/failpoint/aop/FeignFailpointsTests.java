package io.github.failpoint.aop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import feign.Capability;
import feign.Feign;
import feign.codec.Decoder;
import feign.codec.Encoder;
import feign.codec.StringDecoder;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.Position;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.ConfigBuilder;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignAutoConfiguration;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FeignFailpoints}, with a real circuit breaker and a real server.
 */
@ExtendWith(OutputCaptureExtension.class)
class FeignFailpointsTests {

	private static final String FAULT = "throw(IllegalStateException)";

	private static final Set<String> DECLARED = Set.of("prices.price", "prices.lost", "prices.stock", "prices.name",
			"prices.twice");

	private final AtomicInteger requests = new AtomicInteger();

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
	void breakerAndFallbackSeeTheFault(CapturedOutput output) {
		run(true, (context) -> {
			Prices prices = context.getBean(Prices.class);
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(prices.price()).isEqualTo("price");
			registry.enable("prices.price", "2*" + FAULT);
			assertThat(prices.price()).isEqualTo("fallback");
			assertThat(prices.price()).isEqualTo("fallback");
			assertThat(prices.price()).isEqualTo("price");
			assertThat(this.requests).hasValue(2);
			assertThat(breaker(context).getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
			assertThat(registry.status("prices.price").orElseThrow().triggers()).isEqualTo(2);
			assertThat(output).doesNotContain("never reaches it");
		});
	}

	@Test
	void serverThatFailsCountsOnceAndTheFallbackIsNoSite() {
		run(true, (context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("prices.price", "off");
			stopServer();
			assertThat(context.getBean(Prices.class).price()).isEqualTo("fallback");
			assertThat(registry.status("prices.price").orElseThrow().evaluations()).isOne();
			assertThat(registry.status("prices.price").orElseThrow().sites())
				.containsExactly(Prices.class.getName() + ".price()");
			assertThat(context.getBean(Fallback.class).getClass()).isSameAs(Fallback.class);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactlyInAnyOrderElementsOf(DECLARED);
		});
	}

	@Test
	void outermostFailpointStandsOutsideTheBreaker() {
		run(true, (context) -> {
			Prices prices = context.getBean(Prices.class);
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("prices.lost", FAULT);
			assertThatIllegalStateException().isThrownBy(prices::stock);
			assertThat(this.requests).hasValue(0);
			registry.disable("prices.lost");
			assertThat(prices.stock()).isEqualTo("price");
			registry.enable("prices.stock", FAULT);
			assertThat(prices.stock()).isEqualTo("fallback");
		});
	}

	@Test
	void inheritedAndDefaultMethodsReachTheirFailpoints() {
		run(true, (context) -> {
			Prices prices = context.getBean(Prices.class);
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("prices.name", "return(shop)");
			assertThat(prices.name()).isEqualTo("shop");
			assertThat(prices.twice()).isEqualTo("priceprice");
			registry.enable("prices.twice", "return(two)");
			assertThat(prices.twice()).isEqualTo("two");
		});
	}

	@Test
	void withoutABreakerTheFaultIsTheCallers() {
		run(false, (context) -> {
			Prices prices = context.getBean(Prices.class);
			FailpointContexts.registry(context).enable("prices.price", "1*" + FAULT + "->return(cheap)");
			assertThatIllegalStateException().isThrownBy(prices::price);
			assertThat(prices.price()).isEqualTo("cheap");
			assertThat(this.requests).hasValue(0);
		});
	}

	@Test
	void clientThatFeignBuildsAloneReachesItsFailpoint() {
		FailpointContexts.runner()
			.withBean(Plain.class, () -> Feign.builder().target(Plain.class, url()))
			.run((context) -> {
				FailpointContexts.registry(context).enable("plain.price", "return(cheap)");
				assertThat(context.getBean(Plain.class).price()).isEqualTo("cheap");
			});
	}

	@Test
	void backsOffWithoutFeign() {
		FailpointContexts.runner().run((context) -> assertThat(context).hasSingleBean(Capability.class));
		FailpointContexts.runner()
			.withClassLoader(new FilteredClassLoader("feign", "org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("failpointFeignCapability"));
	}

	private void run(boolean breaker, ContextConsumer<AssertableApplicationContext> test) {
		ApplicationContextRunner runner = FailpointContexts.runner()
			.withConfiguration(AutoConfigurations.of(FeignAutoConfiguration.class))
			.withUserConfiguration(Shop.class)
			.withPropertyValues("shop.url=" + url(), "spring.cloud.openfeign.circuitbreaker.enabled=" + breaker);
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	private static io.github.resilience4j.circuitbreaker.CircuitBreaker breaker(AssertableApplicationContext context) {
		return context.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers().iterator().next();
	}

	private String url() {
		return "http://" + this.server.getAddress().getHostString() + ":" + this.server.getAddress().getPort();
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.incrementAndGet();
		byte[] body = "price".getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	interface Named {

		@Failpoint("prices.name")
		@GetMapping("/name")
		String name();

	}

	@FeignClient(name = "prices", url = "${shop.url}", fallback = Fallback.class)
	interface Prices extends Named {

		@Failpoint("prices.price")
		@GetMapping("/price")
		String price();

		@Failpoint(name = "prices.lost", position = Position.OUTERMOST)
		@Failpoint("prices.stock")
		@GetMapping("/stock")
		String stock();

		@Failpoint("prices.twice")
		default String twice() {
			return price() + price();
		}

	}

	static class Fallback implements Prices {

		@Override
		public String name() {
			return "fallback";
		}

		@Override
		public String price() {
			return "fallback";
		}

		@Override
		public String stock() {
			return "fallback";
		}

	}

	interface Plain {

		@Failpoint("plain.price")
		@feign.RequestLine("GET /price")
		String price();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableFeignClients(clients = Prices.class)
	static class Shop {

		@Bean
		Fallback fallback() {
			return new Fallback();
		}

		@Bean
		Decoder decoder() {
			return new StringDecoder();
		}

		@Bean
		Encoder encoder() {
			return new Encoder.Default();
		}

		@Bean
		CircuitBreakerRegistry breakers() {
			return CircuitBreakerRegistry.ofDefaults();
		}

		@Bean
		Breakers breakerFactory(CircuitBreakerRegistry breakers) {
			return new Breakers(breakers);
		}

	}

	static class Breakers extends CircuitBreakerFactory<String, ConfigBuilder<String>> {

		private final CircuitBreakerRegistry breakers;

		Breakers(CircuitBreakerRegistry breakers) {
			this.breakers = breakers;
		}

		@Override
		public CircuitBreaker create(String name) {
			return new Breaker(this.breakers.circuitBreaker(name));
		}

		@Override
		protected ConfigBuilder<String> configBuilder(String name) {
			return () -> name;
		}

		@Override
		public void configureDefault(Function<String, String> configuration) {
		}

	}

	private record Breaker(io.github.resilience4j.circuitbreaker.CircuitBreaker breaker) implements CircuitBreaker {

		@Override
		public <T> T run(Supplier<T> call, Function<Throwable, T> fallback) {
			try {
				return this.breaker.executeSupplier(call);
			}
			catch (RuntimeException ex) {
				return fallback.apply(ex);
			}
		}

	}

}
