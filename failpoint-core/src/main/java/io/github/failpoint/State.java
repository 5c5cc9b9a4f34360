package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * What an enabled failpoint does now: an immutable list of settings, of which the first
 * decides.
 */
final class State {

	private final Setting[] settings;

	State(Setting... settings) {
		this.settings = settings;
	}

	Setting current() {
		return this.settings[0];
	}

	@Nullable EarlyReturn evaluate(SiteSignature site, @Nullable Object... arguments) throws Throwable {
		return Suppression.isActive() ? null : current().evaluate(site, arguments);
	}

}
