package com.example.greeting;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Service;

@Service
class Greetings {

	@Failpoint("greetings.greet")
	String greet(String name) {
		return "Hello " + name;
	}

}
