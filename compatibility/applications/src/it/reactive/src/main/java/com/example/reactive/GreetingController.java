package com.example.reactive;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GreetingController {

	private final Greetings greetings;

	GreetingController(Greetings greetings) {
		this.greetings = greetings;
	}

	@GetMapping("/greeting")
	Mono<String> greeting() {
		return Mono.fromCallable(this.greetings::greet).subscribeOn(Schedulers.boundedElastic());
	}

}
