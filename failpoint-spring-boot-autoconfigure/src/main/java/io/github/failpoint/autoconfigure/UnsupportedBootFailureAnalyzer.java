package io.github.failpoint.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which Spring Boot was found, and which would do.
 */
final class UnsupportedBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedBootException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", "Upgrade Spring Boot to " + SupportedBootCheck.LOWEST
				+ " or later, or remove the dependency on failpoint-spring-boot-starter.", cause);
	}

}
