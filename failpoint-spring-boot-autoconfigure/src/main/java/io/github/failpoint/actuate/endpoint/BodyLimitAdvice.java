package io.github.failpoint.actuate.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * {@link ControllerAdvice @ControllerAdvice} that reads no more of a body that is sent to
 * the {@link FailpointsEndpoint} than it may have: servlet containers and readers of JSON
 * know no limit that would be low enough.
 *
 * @since 0.1.0
 */
@ControllerAdvice
public final class BodyLimitAdvice extends RequestBodyAdviceAdapter {

	/**
	 * The longest body in bytes.
	 */
	public static final int MAX_BYTES = 256 * 1024;

	static final int CONTENT_TOO_LARGE = 413;

	static final String TOO_LONG = "The body must not be longer than " + MAX_BYTES + " bytes";

	private final SingletonSupplier<String> path;

	/**
	 * Create an advice.
	 * @param path the path of the endpoint, which is asked for with the first request, or
	 * {@code null} if there is none
	 */
	public BodyLimitAdvice(Supplier<@Nullable String> path) {
		this.path = SingletonSupplier.ofNullable(path);
	}

	@Override
	public boolean supports(MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		return request != null && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
				RequestAttributes.SCOPE_REQUEST) instanceof String pattern && isEndpoint(pattern);
	}

	private boolean isEndpoint(String pattern) {
		String path = this.path.get();
		return path != null && pattern.startsWith(path)
				&& (pattern.length() == path.length() || pattern.charAt(path.length()) == '/');
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
		byte[] body = message.getBody().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			throw new BodyTooLargeException();
		}
		return new Body(message.getHeaders(), body);
	}

	@ExceptionHandler
	ResponseEntity<FailpointProblemDescriptor> tooLarge(BodyTooLargeException ex) {
		return ResponseEntity.status(CONTENT_TOO_LARGE)
			.body(new FailpointProblemDescriptor(TOO_LONG, null, null, null, null));
	}

	/**
	 * A body that has been read.
	 *
	 * @param headers the headers
	 * @param content the content
	 */
	private record Body(HttpHeaders headers, byte[] content) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.content);
		}

	}

	/**
	 * Thrown when a body is too long.
	 */
	static final class BodyTooLargeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
