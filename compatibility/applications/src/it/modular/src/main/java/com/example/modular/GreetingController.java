package com.example.modular;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GreetingController {

	private final Greetings greetings;

	GreetingController(Greetings greetings) {
		this.greetings = greetings;
	}

	@GetMapping("/greeting")
	String greeting() {
		return this.greetings.greet();
	}

	@GetMapping("/last")
	String last() {
		return this.greetings.last().toString();
	}

}
