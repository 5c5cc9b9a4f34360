package io.github.failpoint.test;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.failpoint.FailpointRegistry;

/**
 * Notices that a test closes the registry that others go on to use.
 */
final class ClosedRegistry {

	private final FailpointRegistry registry;

	private final BooleanSupplier used;

	private boolean known;

	/**
	 * Look at a registry from now on.
	 * @param registry the registry
	 * @param used whether others go on to use it
	 */
	ClosedRegistry(FailpointRegistry registry, BooleanSupplier used) {
		this.registry = registry;
		this.used = used;
		this.known = registry.isClosed();
	}

	/**
	 * Return what is wrong, once. Whoever enables something later is told whose fault it
	 * is.
	 */
	List<String> problems() {
		if (this.known || !this.registry.isClosed() || !this.used.getAsBoolean()) {
			return List.of();
		}
		this.known = true;
		String sentence = RegistryMonitor.of(this.registry).closed(this.registry);
		return List.of(sentence + ", and no later test can enable anything there. Let the test use a registry of its "
				+ "own, or close the context");
	}

}
