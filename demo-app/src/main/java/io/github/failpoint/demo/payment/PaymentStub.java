package io.github.failpoint.demo.payment;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * A payment provider on a port of its own. It answers a repeated key with the first
 * charge, and refuses amounts above {@link #LIMIT}. The server has one thread, so a
 * charge is atomic.
 */
@Component
class PaymentStub {

	static final BigDecimal LIMIT = new BigDecimal("1000");

	private static final Logger logger = LoggerFactory.getLogger(PaymentStub.class);

	private final Map<String, Charge> charges = new LinkedHashMap<>();

	private final HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);

	private final JsonMapper json;

	PaymentStub(JsonMapper json) throws IOException {
		this.json = json;
	}

	URI url() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	@PostConstruct
	void start() {
		this.server.createContext("/charges", this::handle);
		this.server.start();
		logger.info("The payment stub listens on {}/charges", url());
	}

	@PreDestroy
	void stop() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			switch (exchange.getRequestMethod()) {
				case "GET" -> answer(exchange, HttpStatus.OK, this.charges.values());
				case "POST" -> charge(exchange);
				default -> answer(exchange, HttpStatus.METHOD_NOT_ALLOWED, Map.of());
			}
		}
	}

	private void charge(HttpExchange exchange) throws IOException {
		String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
		BigDecimal amount = this.json.readValue(exchange.getRequestBody(), ChargeRequest.class).amount();
		if (amount.compareTo(LIMIT) > 0) {
			answer(exchange, HttpStatus.PAYMENT_REQUIRED, Map.of("limit", LIMIT));
			return;
		}
		String id = "charge-" + (this.charges.size() + 1);
		answer(exchange, HttpStatus.OK, this.charges.computeIfAbsent(key, (unused) -> new Charge(id, key, amount)));
	}

	private void answer(HttpExchange exchange, HttpStatus status, Object body) throws IOException {
		byte[] bytes = this.json.writeValueAsBytes(body);
		exchange.getResponseHeaders().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
		exchange.sendResponseHeaders(status.value(), bytes.length);
		exchange.getResponseBody().write(bytes);
	}

}
