package io.github.failpoint.actuate.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;

/**
 * What is wrong with a request before anybody else has seen it: the application may
 * answer what others throw as it likes, this it never sees.
 */
enum ControlProblem {

	BODY_TOO_LONG(413, "The body must not be longer than " + ControlProblem.MAX_BODY + " bytes"),

	SURPLUS_SLASH(400, "A name in the path must neither begin nor end with a slash, nor have two in a row"),

	QUERY_NOT_TEXT(400, "The query must be text in UTF-8, percent-encoded");

	/**
	 * The longest body in bytes.
	 */
	static final int MAX_BODY = 256 * 1024;

	private final int status;

	private final String message;

	ControlProblem(int status, String message) {
		this.status = status;
		this.message = message;
	}

	/**
	 * Look at a path, and at a query, of which some servers would replace or drop what is
	 * no text.
	 */
	static @Nullable ControlProblem of(ControlPath control, PathContainer path, @Nullable String query) {
		if (control.hasSurplusSlash(path)) {
			return SURPLUS_SLASH;
		}
		return (query == null || isText(query)) ? null : QUERY_NOT_TEXT;
	}

	private static boolean isText(String query) {
		try {
			byte[] bytes = StringUtils.uriDecode(query, StandardCharsets.ISO_8859_1)
				.getBytes(StandardCharsets.ISO_8859_1);
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return false;
		}
	}

	int status() {
		return this.status;
	}

	byte[] json() {
		return ("{\"message\":\"" + this.message + "\"}").getBytes(StandardCharsets.UTF_8);
	}

}
