package io.github.failpoint.terms;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Parses what stands between the parentheses of an action.
 */
final class ArgumentParser {

	private final Cursor cursor;

	private int opened;

	ArgumentParser(Cursor cursor) {
		this.cursor = cursor;
	}

	boolean open() {
		this.cursor.skipWhitespace();
		this.opened = this.cursor.position();
		return this.cursor.take('(');
	}

	void close() {
		this.cursor.skipWhitespace();
		if (this.cursor.take(')')) {
			return;
		}
		throw error(this.cursor.position(), "unexpected text before the closing parenthesis", "\")\"");
	}

	Value optionalValue() {
		if (!open() || closesAtOnce()) {
			return new Value.None();
		}
		Value value = value();
		close();
		return value;
	}

	@Nullable String optionalMessage() {
		if (!open() || closesAtOnce()) {
			return null;
		}
		String message = text();
		close();
		return message;
	}

	String message() {
		this.cursor.skipWhitespace();
		if (this.cursor.peek() == ')') {
			throw this.cursor.expected("a message");
		}
		return text();
	}

	String type() {
		this.cursor.skipWhitespace();
		int start = this.cursor.position();
		boolean quoted = isQuote(this.cursor.peek());
		String type = quoted ? quoted() : bareType();
		int wrong = TypeName.firstWrong(type);
		if (wrong != TypeName.NONE_WRONG) {
			throw error(quoted ? start : start + wrong,
					type.isEmpty() ? "expected an exception type" : Excerpt.quote(type) + " is not an exception type",
					"the simple or qualified name of an exception type");
		}
		return type;
	}

	private boolean closesAtOnce() {
		this.cursor.skipWhitespace();
		return this.cursor.take(')');
	}

	private Value value() {
		int first = this.cursor.peek();
		if (isQuote(first)) {
			return new Value.Text(quoted());
		}
		if (JsonScanner.isBracket(first)) {
			return new Value.Json(JsonScanner.scan(this.cursor));
		}
		int start = this.cursor.position();
		return typed(start, bare());
	}

	private Value typed(int start, String bare) {
		return switch (bare) {
			case "null" -> new Value.Null();
			case "true" -> new Value.Bool(true);
			case "false" -> new Value.Bool(false);
			default -> JsonScanner.isNumber(bare) ? number(start, bare) : new Value.Text(bare);
		};
	}

	private Value number(int start, String number) {
		try {
			return new Value.Num(new BigDecimal(number));
		}
		catch (IllegalArgumentException ex) {
			throw this.cursor.error(start, "the number " + Excerpt.shorten(number) + " is out of range",
					"a smaller exponent");
		}
	}

	private String text() {
		int first = this.cursor.peek();
		if (isQuote(first)) {
			return quoted();
		}
		return JsonScanner.isBracket(first) ? JsonScanner.scan(this.cursor) : bare();
	}

	private String quoted() {
		return new QuotedTextParser(this.cursor).parse();
	}

	private String bare() {
		int start = this.cursor.position();
		int depth = 0;
		while (depth > 0 || this.cursor.peek() != ')') {
			depth += depthChange(nextOrUnclosed());
		}
		return this.cursor.from(start).strip();
	}

	private String bareType() {
		int start = this.cursor.position();
		while (this.cursor.peek() != ',' && this.cursor.peek() != ')') {
			nextOrUnclosed();
		}
		return this.cursor.from(start).strip();
	}

	private int nextOrUnclosed() {
		if (this.cursor.atEnd()) {
			throw unclosed();
		}
		return this.cursor.next();
	}

	private static int depthChange(int character) {
		return switch (character) {
			case '(' -> 1;
			case ')' -> -1;
			default -> 0;
		};
	}

	TermsSyntaxException error(int position, String reason, String expected) {
		return this.cursor.atEnd() ? unclosed() : this.cursor.error(position, reason, expected);
	}

	private TermsSyntaxException unclosed() {
		return this.cursor.error(this.opened, "the parenthesis is not closed", "\")\"");
	}

	static boolean isQuote(int character) {
		return character == '"' || character == '\'';
	}

}
