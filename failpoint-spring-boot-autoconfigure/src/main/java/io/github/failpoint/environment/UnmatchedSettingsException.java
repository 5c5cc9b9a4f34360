package io.github.failpoint.environment;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown while the application starts if settings do not belong to exactly one declared
 * failpoint.
 */
final class UnmatchedSettingsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<UnmatchedSetting> settings;

	UnmatchedSettingsException(List<UnmatchedSetting> settings) {
		super("Failpoint settings without a failpoint: "
				+ settings.stream().map(UnmatchedSetting::toString).collect(Collectors.joining("; ")));
		this.settings = List.copyOf(settings);
	}

	List<UnmatchedSetting> settings() {
		return this.settings;
	}

}
