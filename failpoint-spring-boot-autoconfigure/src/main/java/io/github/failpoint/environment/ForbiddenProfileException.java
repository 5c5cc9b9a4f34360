package io.github.failpoint.environment;

import java.util.List;

/**
 * Thrown while the application starts if there are settings, but an active profile
 * forbids them.
 */
final class ForbiddenProfileException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String profile;

	private final transient List<PropertySetting> settings;

	ForbiddenProfileException(String profile, List<PropertySetting> settings) {
		super("Failpoints must not be enabled while the active profiles match \"" + profile + "\": " + settings);
		this.profile = profile;
		this.settings = List.copyOf(settings);
	}

	String profile() {
		return this.profile;
	}

	List<PropertySetting> settings() {
		return this.settings;
	}

}
