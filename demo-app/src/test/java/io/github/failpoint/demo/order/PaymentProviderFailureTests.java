package io.github.failpoint.demo.order;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.failpoint.demo.order.ShopClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop with a payment provider that answers as the test says.
 */
@ShopTest
class PaymentProviderFailureTests {

	private static final int HANG_UP = 0;

	private static final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

	private static final Queue<String> keys = new ConcurrentLinkedQueue<>();

	private static HttpServer provider;

	private final ShopClient shop;

	@Autowired
	PaymentProviderFailureTests(RestTestClient client) {
		this.shop = new ShopClient(client);
	}

	@DynamicPropertySource
	static void startProvider(DynamicPropertyRegistry properties) throws IOException {
		provider = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		provider.createContext("/charges", PaymentProviderFailureTests::answer);
		provider.start();
		properties.add("shop.payment.url", () -> "http://localhost:" + provider.getAddress().getPort());
	}

	@AfterAll
	static void stopProvider() {
		provider.stop(0);
	}

	@BeforeEach
	void forget() {
		answers.clear();
		keys.clear();
	}

	@Test
	void aFailureOfTheProviderIsRepeatedWithTheSameKey() {
		answers.addAll(List.of(HANG_UP, 503, 200));
		Order order = this.shop.place("a", new OrderRequest("book", 1));
		assertThat(order.status()).isEqualTo(OrderStatus.PAID);
		assertThat(keys).hasSize(3).containsOnly(order.paymentKey());
	}

	@Test
	void aRefusalIsNotRepeated() {
		answers.add(402);
		this.shop.post("a", new OrderRequest("book", 1)).expectStatus().isEqualTo(HttpStatus.PAYMENT_REQUIRED);
		assertThat(keys).hasSize(1);
	}

	@Test
	void aProviderThatFailsIsABadGateway() {
		answers.addAll(List.of(500, 500, 500));
		assertThat(problem(this.shop.post("a", new OrderRequest("book", 1)), HttpStatus.BAD_GATEWAY))
			.isEqualTo("The payment provider failed, please try again");
	}

	@Test
	void aProviderThatCannotBeReachedIsUnavailable() {
		answers.addAll(List.of(HANG_UP, HANG_UP, HANG_UP));
		assertThat(problem(this.shop.post("a", new OrderRequest("book", 1)), HttpStatus.SERVICE_UNAVAILABLE))
			.isEqualTo("The payment provider cannot be reached, please try again");
	}

	@Test
	void theSameRequestTakesUpAPendingOrder() {
		answers.addAll(List.of(500, 500, 500, 200));
		this.shop.post("a", new OrderRequest("book", 1)).expectStatus().isEqualTo(HttpStatus.BAD_GATEWAY);
		Order pending = this.shop.orders().get(0);
		assertThat(pending.status()).isEqualTo(OrderStatus.PENDING);
		Order paid = this.shop.place("a", new OrderRequest("book", 1));
		assertThat(paid.id()).isEqualTo(pending.id());
		assertThat(paid.status()).isEqualTo(OrderStatus.PAID);
		assertThat(keys).containsOnly(pending.paymentKey());
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
			keys.add(key);
			int status = answers.remove();
			if (status != HANG_UP) {
				byte[] body = "{\"id\": \"charge\", \"key\": \"%s\", \"amount\": 1}".formatted(key)
					.getBytes(StandardCharsets.UTF_8);
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.sendResponseHeaders(status, body.length);
				exchange.getResponseBody().write(body);
			}
		}
	}

}
