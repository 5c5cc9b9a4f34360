package com.example.jpa;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class GreetingBook {

	private final Greetings greetings;

	GreetingBook(Greetings greetings) {
		this.greetings = greetings;
	}

	@Failpoint(at = At.AFTER)
	@Transactional
	public void add(String text) {
		this.greetings.save(new Greeting(text));
	}

}
