package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.FailpointRegistry;

/**
 * Notices that a test closes the registry that others go on to use.
 */
final class ClosedRegistry {

	private final FailpointRegistry registry;

	private final Surroundings surroundings;

	private boolean known;

	/**
	 * Look at a registry from now on.
	 * @param registry the registry
	 * @param surroundings tells whether others go on to use it
	 */
	ClosedRegistry(FailpointRegistry registry, Surroundings surroundings) {
		this.registry = registry;
		this.surroundings = surroundings;
		this.known = registry.isClosed();
	}

	/**
	 * Return what is wrong, once. Whoever enables something later is told whose fault it
	 * is.
	 */
	List<String> problems() {
		if (this.known || !this.registry.isClosed() || !this.surroundings.keepRegistry()) {
			return List.of();
		}
		this.known = true;
		String sentence = RegistryMonitor.of(this.registry).closed(this.registry);
		return List.of(sentence + ", and no later test can enable anything there. Let the test use a registry of its "
				+ "own, or close the context");
	}

}
