package io.github.failpoint.test.app;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Component;

/**
 * Knows names.
 */
@Component
public class Names {

	/**
	 * Give a name back.
	 * @param name the name
	 * @return the name
	 */
	@Failpoint("names.of")
	public String of(String name) {
		return name;
	}

}
