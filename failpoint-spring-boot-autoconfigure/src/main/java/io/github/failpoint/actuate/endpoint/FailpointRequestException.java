package io.github.failpoint.actuate.endpoint;

import java.util.List;

import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Thrown when an operation is refused. Its message says everything, for JMX; over the web
 * it becomes the status and the problem.
 */
final class FailpointRequestException extends InvalidEndpointRequestException {

	private static final long serialVersionUID = 1L;

	private static final int FORBIDDEN = 403;

	private static final int CONFLICT = 409;

	private final int status;

	private final transient FailpointProblemDescriptor problem;

	private FailpointRequestException(int status, FailpointProblemDescriptor problem) {
		super(problem.message(), problem.message());
		this.status = status;
		this.problem = problem;
	}

	int status() {
		return this.status;
	}

	FailpointProblemDescriptor problem() {
		return this.problem;
	}

	static FailpointRequestException invalid(String message, @Nullable String name) {
		return badRequest(message, name, null, null, List.of());
	}

	static FailpointRequestException invalidName(String name, TermsSyntaxException cause) {
		return badRequest(cause.getMessage(), name, null, null, List.of());
	}

	static FailpointRequestException invalidTerms(@Nullable String name, TermsSyntaxException cause) {
		return badRequest(cause.getMessage(), name, cause.expression(), cause.position(), cause.suggestions());
	}

	static FailpointRequestException refused(SettingRefusedException cause) {
		return badRequest(cause.getMessage(), cause.name(), cause.terms(), null, cause.suggestions());
	}

	static FailpointRequestException failed(@Nullable String name, String terms, RuntimeException cause) {
		FailpointRequestException ex = badRequest("The terms cannot be checked: " + Quoting.visible(cause.toString()),
				name, terms, null, List.of());
		ex.initCause(cause);
		return ex;
	}

	static FailpointRequestException unknownInBulk(UnknownName unknown) {
		return badRequest(unknown.message(), unknown.name(), null, null, unknown.suggestions());
	}

	static FailpointRequestException notFound(UnknownName unknown) {
		return new FailpointRequestException(WebEndpointResponse.STATUS_NOT_FOUND,
				new FailpointProblemDescriptor(unknown.message(), unknown.name(), null, null, unknown.suggestions()));
	}

	static FailpointRequestException switchedOff() {
		return new FailpointRequestException(WebEndpointResponse.STATUS_NOT_FOUND, new FailpointProblemDescriptor(
				"Failpoints are switched off by 'failpoint.enabled=false'", null, null, null, null));
	}

	/**
	 * Return what refuses to enable anything after everything was stopped.
	 */
	static FailpointRequestException stopped(SettingRefusedException cause) {
		return new FailpointRequestException(CONFLICT, new FailpointProblemDescriptor(
				String.valueOf(cause.getMessage()), cause.name(), cause.terms(), null, null));
	}

	static FailpointRequestException forbidden(String message) {
		return new FailpointRequestException(FORBIDDEN,
				new FailpointProblemDescriptor(message, null, null, null, null));
	}

	private static FailpointRequestException badRequest(@Nullable String message, @Nullable String name,
			@Nullable String terms, @Nullable Integer position, List<String> suggestions) {
		return new FailpointRequestException(WebEndpointResponse.STATUS_BAD_REQUEST,
				new FailpointProblemDescriptor(String.valueOf(message), name, terms, position, suggestions));
	}

}
