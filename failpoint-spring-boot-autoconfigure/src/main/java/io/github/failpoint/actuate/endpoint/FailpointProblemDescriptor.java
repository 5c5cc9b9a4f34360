package io.github.failpoint.actuate.endpoint;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request was refused. Nothing has changed then. What has no value is left out, and
 * what is longer than it may be is cut.
 *
 * @param message the reason, in one sentence
 * @param name the name of the failpoint
 * @param terms the terms
 * @param position the position of the first wrong character of the terms, from zero
 * @param suggestions what may have been meant, best first
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailpointProblemDescriptor(String message, @Nullable String name, @Nullable String terms,
		@Nullable Integer position, @Nullable List<String> suggestions) implements OperationResponseBody {

	private static final int LONGEST_MESSAGE = 8000;

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_TERMS = 4096;

	public FailpointProblemDescriptor {
		message = WellFormed.text(message, LONGEST_MESSAGE);
		name = WellFormed.textOrNull(name, LONGEST_NAME);
		terms = WellFormed.textOrNull(terms, LONGEST_TERMS);
		suggestions = (suggestions != null && !suggestions.isEmpty()) ? List.copyOf(suggestions) : null;
	}

	FailpointProblemDescriptor withName(@Nullable String name) {
		return new FailpointProblemDescriptor(this.message, name, this.terms, this.position, this.suggestions);
	}

}
