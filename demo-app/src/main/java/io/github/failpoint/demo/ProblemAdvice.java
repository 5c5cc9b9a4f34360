package io.github.failpoint.demo;

import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.demo.inventory.OutOfStockException;
import io.github.failpoint.demo.inventory.UnknownItemException;
import io.github.failpoint.demo.order.KeyReusedException;
import io.github.failpoint.demo.order.UnknownOrderException;
import io.github.failpoint.demo.payment.PaymentRefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.exc.MismatchedInputException;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail unknownItem(UnknownItemException ex) {
		return problem(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail refused(PaymentRefusedException ex) {
		return problem(HttpStatus.PAYMENT_REQUIRED, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail unknownOrder(UnknownOrderException ex) {
		return problem(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail outOfStock(OutOfStockException ex) {
		return problem(HttpStatus.CONFLICT, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail keyReused(KeyReusedException ex) {
		return problem(HttpStatus.UNPROCESSABLE_CONTENT, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail paymentFailed(RestClientException ex) {
		this.logger.warn("The payment provider failed: " + ex.getMessage());
		return problem(HttpStatus.BAD_GATEWAY, "The payment provider failed, please try again");
	}

	@ExceptionHandler
	ProblemDetail paymentUnreachable(ResourceAccessException ex) {
		this.logger.warn("The payment provider cannot be reached: " + ex.getMessage());
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "The payment provider cannot be reached, please try again");
	}

	@ExceptionHandler({ TransientDataAccessException.class, DataAccessResourceFailureException.class,
			CannotCreateTransactionException.class })
	ProblemDetail databaseBusy(Exception ex) {
		this.logger.warn("The database is not available: " + ex.getMessage());
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "The shop is busy, please try again");
	}

	@ExceptionHandler
	ProblemDetail unexpected(Exception ex) {
		this.logger.error("Unexpected failure", ex);
		return problem(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed for an unexpected reason");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return handleExceptionInternal(ex, problem(status, sentence(ex)), headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return handleExceptionInternal(ex, problem(status, sentence(ex.getAllErrors())), headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return handleExceptionInternal(ex, problem(status, sentence(ex.getAllErrors())), headers, status, request);
	}

	private static ProblemDetail problem(HttpStatusCode status, @Nullable String detail) {
		return ProblemDetail.forStatusAndDetail(status, detail);
	}

	private static String sentence(HttpMessageNotReadableException ex) {
		return (ex.getCause() instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty())
				? "'" + mismatch.getPath().get(0).getPropertyName() + "' has the wrong type"
				: "The body must be a JSON object";
	}

	private static String sentence(List<? extends MessageSourceResolvable> errors) {
		return errors.stream().map(ProblemAdvice::sentence).sorted().collect(Collectors.joining(", "));
	}

	private static String sentence(MessageSourceResolvable error) {
		String message = String.valueOf(error.getDefaultMessage());
		return (error instanceof FieldError field) ? "'" + field.getField() + "' " + message : message;
	}

}
