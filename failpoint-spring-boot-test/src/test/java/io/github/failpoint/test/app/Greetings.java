package io.github.failpoint.test.app;

import java.util.concurrent.CompletableFuture;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Greets.
 */
@Service
public class Greetings {

	private final Names names;

	Greetings(Names names) {
		this.names = names;
	}

	/**
	 * Greet.
	 * @param name the name
	 * @return the greeting
	 */
	@Failpoint("greetings.greet")
	public String greet(String name) {
		return "Hello " + this.names.of(name);
	}

	/**
	 * Greet by a call of the object to itself.
	 * @param name the name
	 * @return the greeting
	 */
	public String greetPastTheProxy(String name) {
		return greet(name);
	}

	/**
	 * Give a name back on another thread.
	 * @param name the name
	 * @return the name
	 */
	@Async
	public CompletableFuture<String> greetLater(String name) {
		return CompletableFuture.completedFuture(this.names.of(name));
	}

}
