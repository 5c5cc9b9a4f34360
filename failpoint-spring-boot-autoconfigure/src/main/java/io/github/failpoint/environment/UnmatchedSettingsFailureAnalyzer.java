package io.github.failpoint.environment;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which settings do not belong to exactly one declared failpoint.
 */
final class UnmatchedSettingsFailureAnalyzer extends AbstractFailureAnalyzer<UnmatchedSettingsException> {

	private static final String UNKNOWN = "Correct the name, or declare the failpoint. If something that is created "
			+ "later declares it, such as a child context, set 'failpoint.unknown-names=allow'.";

	private static final String AMBIGUOUS = "Use 'FAILPOINTS=name=terms', since the name of a variable has neither "
			+ "case nor separators.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnmatchedSettingsException cause) {
		String description = cause.settings()
			.stream()
			.map((setting) -> "    " + setting)
			.collect(Collectors.joining("\n", "Settings do not belong to exactly one declared failpoint:\n\n", ""));
		String action = cause.settings()
			.stream()
			.map((setting) -> setting.ambiguous() ? AMBIGUOUS : UNKNOWN)
			.distinct()
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

}
