package io.github.failpoint.actuate.endpoint;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyLimitWebFilter}.
 */
class BodyLimitWebFilterTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final BodyLimitWebFilter filter = new BodyLimitWebFilter(() -> {
		this.asked.incrementAndGet();
		return "/actuator/failpoints";
	});

	@Test
	void asksForThePathOnce() {
		assertThat(isReplaced("/orders")).isFalse();
		assertThat(isReplaced("/actuator/failpoints/a")).isTrue();
		assertThat(this.asked).hasValue(1);
	}

	private boolean isReplaced(String path) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post(path).body("{}"));
		AtomicInteger replaced = new AtomicInteger();
		this.filter.filter(exchange, (passed) -> Mono.fromRunnable(() -> replaced.set((passed != exchange) ? 1 : 0)))
			.block();
		return replaced.get() == 1;
	}

}
