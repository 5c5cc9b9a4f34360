package io.github.failpoint.actuate.endpoint;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read. That of a form is left to the container, since it
 * is part of the parameters.
 */
final class BufferedRequest extends HttpServletRequestWrapper {

	private final @Nullable Body body;

	private BufferedRequest(HttpServletRequest request, byte @Nullable [] body) {
		super(request);
		this.body = (body != null) ? new Body(body) : null;
	}

	/**
	 * Read the body of a request.
	 * @return the request with its body, or {@code null} if that is too long
	 */
	static @Nullable BufferedRequest of(HttpServletRequest request) throws IOException {
		if (isForm(request)) {
			return new BufferedRequest(request, null);
		}
		if (request.getContentLengthLong() > ControlProblem.MAX_BODY) {
			return null;
		}
		byte[] body = request.getInputStream().readNBytes(ControlProblem.MAX_BODY + 1);
		return (body.length <= ControlProblem.MAX_BODY) ? new BufferedRequest(request, body) : null;
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		String lower = (type != null) ? type.toLowerCase(Locale.ROOT) : "";
		return lower.startsWith("application/x-www-form-urlencoded") || lower.startsWith("multipart/");
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		return (this.body != null) ? this.body : super.getInputStream();
	}

	@Override
	public BufferedReader getReader() throws IOException {
		return (this.body != null) ? new BufferedReader(new InputStreamReader(this.body, StandardCharsets.UTF_8))
				: super.getReader();
	}

	/**
	 * A body that has been read.
	 */
	private static final class Body extends ServletInputStream {

		private final ByteArrayInputStream content;

		Body(byte[] content) {
			this.content = new ByteArrayInputStream(content);
		}

		@Override
		public int read() {
			return this.content.read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			return this.content.read(buffer, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.content.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body has been read");
		}

	}

}
