package io.github.failpoint.environment;

import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which property or variable is wrong, and what would be right.
 */
final class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		PropertyValue value = cause.value();
		String description = """
				The property '%s' is not valid:

				    Value: "%s"
				    Origin: %s
				    Reason: %s%s""".formatted(value.property(), Quoting.visible(value.text()), value.origin(),
				cause.reason(), excerpt(cause.getCause()));
		return new FailureAnalysis(description, cause.action(), cause);
	}

	private static String excerpt(@Nullable Throwable cause) {
		return (cause instanceof TermsSyntaxException ex) ? "\n\n" + ex.render().indent(8).stripTrailing() : "";
	}

}
