package com.example.quotes;

import java.io.IOException;
import java.time.Duration;

import com.example.quotes.Quotes.Quote;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Tests for the snippets of {@code docs/async.md}.
 */
class QuotesTests {

	private final Quote pen = new Quote("pen", 3);

	@Test
	void waitsFailsAndRetries() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
			.withBean(WebClient.class, QuotesTests::client)
			.withBean(Quotes.class)
			.run((context) -> verify(context.getBean(Quotes.class), context.getBean(FailpointRegistry.class)));
	}

	private void verify(Quotes quotes, FailpointRegistry failpoints) {
		failpoints.enable("quotes.fetch", "sleep(1h)");
		StepVerifier.withVirtualTime(() -> quotes.fetch("pen"))
			.expectSubscription()
			.expectNoEvent(Duration.ofHours(1))
			.expectNext(this.pen)
			.verifyComplete();

		failpoints.enable("quotes.half", "throw(IOException)");
		StepVerifier.create(quotes.all()).expectNextCount(2).verifyError(IOException.class);

		failpoints.enable("quotes.before-retry", "2*throw(IllegalStateException)");
		StepVerifier.create(quotes.fetchPatiently("pen")).expectNext(this.pen).verifyComplete();
	}

	private static WebClient client() {
		return WebClient.builder().exchangeFunction((request) -> {
			String pen = "{\"item\": \"pen\", \"price\": 3}";
			String body = request.url().getPath().equals("/quotes") ? "[" + pen + "," + pen + "," + pen + "]" : pen;
			return Mono.just(ClientResponse.create(HttpStatus.OK)
				.header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
				.body(body)
				.build());
		}).build();
	}

}
