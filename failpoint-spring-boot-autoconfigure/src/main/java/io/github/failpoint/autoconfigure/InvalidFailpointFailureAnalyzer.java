package io.github.failpoint.autoconfigure;

import io.github.failpoint.aop.InvalidFailpointException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which annotation is wrong.
 */
final class InvalidFailpointFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFailpointException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidFailpointException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct the name in the annotation, or the property that its placeholder stands for. Names are "
						+ "letters, digits and . _ : $ - in segments joined by single slashes.",
				cause);
	}

}
