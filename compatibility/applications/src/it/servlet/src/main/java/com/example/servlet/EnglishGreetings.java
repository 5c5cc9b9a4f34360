package com.example.servlet;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Service;

@Service
class EnglishGreetings implements Greetings {

	@Override
	@Failpoint("greetings.greet")
	public String greet() {
		return "hello";
	}

}
