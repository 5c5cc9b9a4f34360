package com.example.quotes;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.reactor.ReactorFailpoints;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;

@Service
class Quotes {

	private final WebClient client;

	private final FailpointHandle beforeRetry;

	Quotes(WebClient client, FailpointRegistry failpoints) {
		this.client = client;
		this.beforeRetry = failpoints.failpoint("quotes.before-retry");
	}

	@Failpoint("quotes.fetch")
	public Mono<Quote> fetch(String item) {
		return this.client.get().uri("/quotes/{item}", item).retrieve().bodyToMono(Quote.class);
	}

	@Failpoint(name = "quotes.half", afterElements = 2)
	public Flux<Quote> all() {
		return this.client.get().uri("/quotes").retrieve().bodyToFlux(Quote.class);
	}

	public Mono<Quote> fetchPatiently(String item) {
		return this.client.get()
			.uri("/quotes/{item}", item)
			.retrieve()
			.bodyToMono(Quote.class)
			.transform(ReactorFailpoints.before(this.beforeRetry, Quote.class))
			.retry(2);
	}

	record Quote(String item, int price) {

	}

}
