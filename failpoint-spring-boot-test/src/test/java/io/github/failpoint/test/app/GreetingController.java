package io.github.failpoint.test.app;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Greets over HTTP.
 */
@RestController
public class GreetingController {

	/**
	 * Greet.
	 * @param name the name
	 * @return the greeting
	 */
	@GetMapping("/greetings/{name}")
	@Failpoint("controller.greet")
	public String greet(@PathVariable String name) {
		return "Hi " + name;
	}

}
