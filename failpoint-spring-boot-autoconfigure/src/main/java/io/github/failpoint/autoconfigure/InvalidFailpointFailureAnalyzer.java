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
		String action = cause.isNameWrong()
				? "Correct the name in the annotation, or the property that its placeholder stands for. Names are "
						+ "letters, digits and . _ : $ - in segments joined by single slashes."
				: "Correct the annotation or the method, or reach the failpoint in the code of the method instead, "
						+ "by a handle: FailpointRegistry.failpoint(name).";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
