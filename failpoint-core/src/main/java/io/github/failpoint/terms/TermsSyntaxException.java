package io.github.failpoint.terms;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when text is not in the language of terms, or not a valid name.
 *
 * @since 0.1.0
 */
public final class TermsSyntaxException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * The whole text.
	 */
	private final String expression;

	/**
	 * The position of the first wrong character.
	 */
	private final int position;

	/**
	 * What is wrong.
	 */
	private final String reason;

	/**
	 * What would be right.
	 */
	private final String expected;

	/**
	 * The actions that may have been meant.
	 */
	private final String[] suggestions;

	TermsSyntaxException(String subject, String expression, int position, String reason, String expected,
			List<String> suggestions) {
		super("Invalid " + subject + " \"" + Excerpt.of(expression, position).text() + "\" at position " + position
				+ ": " + facts(reason, expected, suggestions));
		this.expression = expression;
		this.position = position;
		this.reason = reason;
		this.expected = expected;
		this.suggestions = suggestions.toArray(String[]::new);
	}

	/**
	 * Return the text that was parsed, as a whole and unchanged.
	 * @return the text
	 */
	public String expression() {
		return this.expression;
	}

	/**
	 * Return the position of the first wrong character, or of what was opened and not
	 * closed.
	 * @return the position, from zero to the length of the text
	 */
	public int position() {
		return this.position;
	}

	/**
	 * Return what is wrong, as a fragment of a sentence.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what would be right at the position.
	 * @return what was expected, or an empty text if there is nothing to say
	 */
	public String expected() {
		return this.expected;
	}

	/**
	 * Return the actions that may have been meant, best first.
	 * @return the actions, empty unless an action is unknown
	 */
	public List<String> suggestions() {
		return List.of(this.suggestions);
	}

	/**
	 * Return two lines: the text and a caret under the position. What cannot be seen is
	 * escaped, and long text is cut around the position.
	 * @return the two lines, joined by a line feed
	 */
	public String render() {
		Excerpt excerpt = Excerpt.of(this.expression, this.position);
		return excerpt.text() + "\n" + " ".repeat(excerpt.column()) + "^";
	}

	private static String facts(String reason, String expected, List<String> suggestions) {
		if (!suggestions.isEmpty()) {
			return reason + ", did you mean "
					+ suggestions.stream()
						.map((suggestion) -> '"' + suggestion + '"')
						.collect(Collectors.joining(" or "))
					+ "?";
		}
		boolean told = expected.isEmpty() || reason.startsWith("expected ");
		return told ? reason : reason + ", expected " + expected;
	}

}
