package io.github.failpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What an exception says.
 *
 * @param status its status, or 0 if it has none
 * @param text its message
 */
record ThrowableMessage(int status, String text) {

	private static final Pattern STATUS_AND_TEXT = Pattern.compile("\\s*([1-5]\\d\\d)(?:\\s+(.*))?", Pattern.DOTALL);

	static ThrowableMessage of(String text) {
		return new ThrowableMessage(0, text);
	}

	/**
	 * Read a status from 100 to 599 and a message.
	 * @param text the status and the message
	 * @param usual the message if there is none
	 * @return both, or {@code null} if there is no status
	 */
	static @Nullable ThrowableMessage withStatus(@Nullable String text, String usual) {
		Matcher matcher = STATUS_AND_TEXT.matcher((text != null) ? text : "");
		if (!matcher.matches()) {
			return null;
		}
		String message = matcher.group(2);
		return new ThrowableMessage(Integer.parseInt(matcher.group(1)),
				(message != null && !message.isBlank()) ? message.strip() : usual);
	}

}
