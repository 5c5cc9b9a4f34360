package io.github.failpoint.environment;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which settings an active profile forbids.
 */
final class ForbiddenProfileFailureAnalyzer extends AbstractFailureAnalyzer<ForbiddenProfileException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ForbiddenProfileException cause) {
		String description = cause.settings()
			.stream()
			.map((setting) -> "    " + setting)
			.collect(Collectors.joining("\n", "Failpoints are enabled, but the active profiles match \""
					+ cause.profile() + "\" of '" + ForbiddenProfiles.PROPERTY + "':\n\n", ""));
		return new FailureAnalysis(description, "Remove the settings, or change '" + ForbiddenProfiles.PROPERTY + "'.",
				cause);
	}

}
