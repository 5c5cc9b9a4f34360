package io.github.failpoint.actuate.endpoint;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Makes text safe for encoders, which fail on half a surrogate pair.
 */
final class WellFormed {

	private WellFormed() {
	}

	static String text(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	static String text(String text, int longest) {
		return text((text.length() <= longest) ? text : text.substring(0, longest) + "...");
	}

	static @Nullable String textOrNull(@Nullable String text, int longest) {
		return (text != null) ? text(text, longest) : null;
	}

	static @Nullable String textOrNull(@Nullable String text) {
		return (text != null) ? text(text) : null;
	}

}
