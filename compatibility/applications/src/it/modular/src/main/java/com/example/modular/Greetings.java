package com.example.modular;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Service;

@Service
public class Greetings {

	@Failpoint
	public String greet() {
		return "hello";
	}

	@Failpoint
	public Greeting last() {
		return new Greeting("hello", 1);
	}

}
