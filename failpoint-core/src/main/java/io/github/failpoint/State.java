package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * What an enabled failpoint does now: an immutable list of settings in force, of which
 * the first decides.
 */
final class State {

	private final Activation[] activations;

	State(Activation... activations) {
		this.activations = activations;
	}

	Activation current() {
		return this.activations[0];
	}

	@Nullable EarlyReturn evaluate(SiteSignature site, @Nullable Object... arguments) throws Throwable {
		return Suppression.isActive() ? null : current().evaluate(site, arguments);
	}

}
