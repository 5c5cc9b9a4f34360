package io.github.failpoint.actuate.endpoint;

import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.UnreachableSite;
import io.github.failpoint.terms.Quoting;

/**
 * A name that nobody declares.
 *
 * @param name the name
 * @param unreachable the places that carry it and never reach it
 * @param suggestions declared names that resemble it
 */
record UnknownName(String name, List<UnreachableSite> unreachable, List<String> suggestions) {

	static UnknownName of(String name, FailpointRegistry registry) {
		List<UnreachableSite> unreachable = registry.unreachableSites(name);
		return new UnknownName(name, unreachable, unreachable.isEmpty() ? registry.suggest(name) : List.of());
	}

	String message() {
		return "There is no failpoint " + Quoting.quote(this.name) + reason() + question();
	}

	private String reason() {
		return this.unreachable.isEmpty() ? ""
				: this.unreachable.stream().map(UnreachableSite::sentence).collect(Collectors.joining("; ", ": ", ""));
	}

	private String question() {
		return this.suggestions.isEmpty() ? ""
				: this.suggestions.stream()
					.map(Quoting::quote)
					.collect(Collectors.joining(" or ", ", did you mean ", "?"));
	}

}
