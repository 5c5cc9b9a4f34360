package com.example.jetty;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class Greetings {

	@Failpoint
	public String greet() {
		return "hello";
	}

	@Failpoint
	@Transactional
	public String greetInTransaction() {
		return "hello";
	}

}
