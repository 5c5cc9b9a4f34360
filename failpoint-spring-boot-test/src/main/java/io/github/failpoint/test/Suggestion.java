package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.FailpointRegistry;

/**
 * Declared names that resemble one.
 */
final class Suggestion {

	private Suggestion() {
	}

	static String text(FailpointRegistry registry, String name) {
		List<String> names = registry.suggest(name)
			.stream()
			.filter((suggestion) -> !suggestion.equals(name))
			.map((suggestion) -> "\"" + suggestion + "\"")
			.toList();
		return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
	}

}
