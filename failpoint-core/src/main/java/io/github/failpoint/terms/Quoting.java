package io.github.failpoint.terms;

import org.jspecify.annotations.Nullable;

/**
 * Writes text so that it can be read: in quotes, with escapes for what cannot be seen.
 *
 * @since 0.1.0
 */
public final class Quoting {

	private static final int HIDDEN_TYPES = 1 << Character.CONTROL | 1 << Character.FORMAT | 1 << Character.SURROGATE
			| 1 << Character.LINE_SEPARATOR | 1 << Character.PARAGRAPH_SEPARATOR;

	private static final int LONGEST_EXCERPT = 500;

	private Quoting() {
	}

	static String argument(@Nullable String message) {
		return (message != null) ? "(" + quote(message) + ")" : "";
	}

	/**
	 * Return text in double quotes, as the language takes it.
	 * @param text the text
	 * @return the quoted text
	 */
	public static String quote(String text) {
		StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
		text.codePoints().forEach((character) -> {
			if (character == '"' || character == '\\') {
				quoted.append('\\');
			}
			appendVisible(quoted, character);
		});
		return quoted.append('"').toString();
	}

	/**
	 * Return text with escapes for control characters and the like, so that it stays on
	 * its line and no log can be forged.
	 * @param text the text
	 * @return the text on one line
	 */
	public static String visible(String text) {
		StringBuilder visible = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> appendVisible(visible, character));
		return visible.toString();
	}

	/**
	 * Return the beginning of text as {@link #visible(String)} does, for messages: who
	 * sent it knows the rest.
	 * @param text the text
	 * @return at most the first 500 characters of it, on one line
	 */
	public static String excerpt(String text) {
		return excerpt(text, LONGEST_EXCERPT);
	}

	/**
	 * Return the beginning of text as {@link #visible(String)} does, for messages that
	 * hold several.
	 * @param text the text
	 * @param length how much of it, in characters
	 * @return at most that many characters of it, on one line
	 */
	public static String excerpt(String text, int length) {
		return Excerpt.shorten(text, length);
	}

	private static void appendVisible(StringBuilder visible, int character) {
		if ((1 << Character.getType(character) & HIDDEN_TYPES) == 0) {
			visible.appendCodePoint(character);
			return;
		}
		switch (character) {
			case '\n' -> visible.append("\\n");
			case '\r' -> visible.append("\\r");
			case '\t' -> visible.append("\\t");
			default -> appendUnicode(visible, character);
		}
	}

	private static void appendUnicode(StringBuilder visible, int character) {
		for (char unit : Character.toChars(character)) {
			visible.append("\\u%04x".formatted((int) unit));
		}
	}

}
