package io.github.failpoint.terms;

/**
 * The visible part of an expression around a position.
 *
 * @param text the part, without control characters
 * @param column the column of the position in it
 */
record Excerpt(String text, int column) {

	private static final int REACH = 60;

	private static final int SHORT = 40;

	private static final String CUT = "...";

	static Excerpt of(String expression, int position) {
		int start = (position > REACH) ? boundary(expression, position - REACH) : 0;
		int end = (expression.length() - position > REACH) ? boundary(expression, position + REACH)
				: expression.length();
		String before = (start > 0) ? CUT : "";
		String after = (end < expression.length()) ? CUT : "";
		before += Quoting.visible(expression.substring(start, position));
		after = Quoting.visible(expression.substring(position, end)) + after;
		return new Excerpt(before + after, before.codePointCount(0, before.length()));
	}

	static String quote(String text) {
		return '"' + shorten(text) + '"';
	}

	static String shorten(String text) {
		return shorten(text, SHORT);
	}

	static String shorten(String text, int length) {
		if (text.length() <= length) {
			return Quoting.visible(text);
		}
		return Quoting.visible(text.substring(0, boundary(text, length))) + CUT;
	}

	private static int boundary(String text, int index) {
		boolean splitsPair = Character.isLowSurrogate(text.charAt(index))
				&& Character.isHighSurrogate(text.charAt(index - 1));
		return splitsPair ? index - 1 : index;
	}

}
