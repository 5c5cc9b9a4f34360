package com.example.kit;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Service;

@Service
public class Greetings {

	@Failpoint
	public String greet() {
		return "hello";
	}

}
