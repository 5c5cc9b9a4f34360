package io.github.failpoint.test;

import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.UnreachableSite;

/**
 * Why a name is not declared, or declared names that resemble it.
 */
final class Suggestion {

	private Suggestion() {
	}

	static String text(FailpointRegistry registry, String name) {
		List<UnreachableSite> unreachable = registry.unreachableSites(name);
		if (!unreachable.isEmpty()) {
			return unreachable.stream().map(UnreachableSite::sentence).collect(Collectors.joining("; ", ": ", ""));
		}
		List<String> names = registry.suggest(name)
			.stream()
			.filter((suggestion) -> !suggestion.equals(name))
			.map((suggestion) -> "\"" + suggestion + "\"")
			.toList();
		return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
	}

}
