package io.github.failpoint.autoconfigure;

import io.github.failpoint.aop.FailpointMismatchException;
import io.github.failpoint.environment.PropertySettingsReader;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Tells which property has set a failpoint to what a site of it cannot do.
 */
final class FailpointMismatchFailureAnalyzer extends AbstractFailureAnalyzer<FailpointMismatchException> {

	private final Environment environment;

	FailpointMismatchFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FailpointMismatchException cause) {
		String setting = find(cause.name());
		String origin = (setting != null) ? "\n\n    Setting: " + setting : "";
		return new FailureAnalysis(cause.getMessage() + origin,
				"Write terms that fit every method and handle of the failpoint: a value that each can return, "
						+ "and an unchecked exception or one that each declares.",
				cause);
	}

	private @Nullable String find(String name) {
		return (this.environment instanceof ConfigurableEnvironment configurable)
				? PropertySettingsReader.describe(configurable, name) : null;
	}

}
