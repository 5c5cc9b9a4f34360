package io.github.failpoint.terms;

/**
 * Parses a text in double or single quotes and resolves its escapes.
 */
final class QuotedTextParser {

	private static final String ESCAPES = "one of \\\" \\' \\\\ \\n \\t \\r \\uXXXX";

	private static final int HEX_DIGITS = 4;

	private static final int HEX_RADIX = 16;

	private final Cursor cursor;

	private final int start;

	QuotedTextParser(Cursor cursor) {
		this.cursor = cursor;
		this.start = cursor.position();
	}

	String parse() {
		int quote = this.cursor.next();
		StringBuilder text = new StringBuilder();
		while (peek() != quote) {
			int next = this.cursor.next();
			text.append((next == '\\') ? escaped() : (char) next);
		}
		this.cursor.advance();
		return text.toString();
	}

	private char escaped() {
		int escape = peek();
		char character = switch (escape) {
			case '"', '\'', '\\' -> (char) escape;
			case 'n' -> '\n';
			case 't' -> '\t';
			case 'r' -> '\r';
			case 'u' -> 0;
			default -> throw badEscape();
		};
		this.cursor.advance();
		return (escape == 'u') ? unicode() : character;
	}

	private char unicode() {
		int value = 0;
		for (int i = 0; i < HEX_DIGITS; i++) {
			value = HEX_RADIX * value + hexDigit();
			this.cursor.advance();
		}
		return (char) value;
	}

	private int hexDigit() {
		int character = peek();
		if (character >= 128 || Character.digit(character, HEX_RADIX) < 0) {
			throw badEscape();
		}
		return Character.digit(character, HEX_RADIX);
	}

	private int peek() {
		if (this.cursor.atEnd()) {
			throw unclosed(this.cursor, this.start);
		}
		return this.cursor.peek();
	}

	private TermsSyntaxException badEscape() {
		return this.cursor.error(this.cursor.position(), "the escape is not known", ESCAPES);
	}

	static TermsSyntaxException unclosed(Cursor cursor, int start) {
		return cursor.error(start, "the quote is not closed", "a closing quote");
	}

}
