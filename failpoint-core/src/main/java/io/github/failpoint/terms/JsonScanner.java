package io.github.failpoint.terms;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds the end of a JSON object or array by its brackets and strings, and tells numbers
 * from other text.
 */
final class JsonScanner {

	private final Cursor cursor;

	private final Deque<Opening> openings = new ArrayDeque<>();

	private JsonScanner(Cursor cursor) {
		this.cursor = cursor;
	}

	static String scan(Cursor cursor) {
		int start = cursor.position();
		new JsonScanner(cursor).scan();
		return cursor.from(start);
	}

	static boolean isObjectOrArray(String text) {
		Cursor cursor = new Cursor(text);
		if (!isBracket(cursor.peek())) {
			return false;
		}
		scan(cursor);
		return cursor.atEnd();
	}

	static boolean isNumber(String text) {
		Cursor cursor = new Cursor(text);
		cursor.take('-');
		return skipInteger(cursor) && skipFraction(cursor) && skipExponent(cursor) && cursor.atEnd();
	}

	static boolean isBracket(int character) {
		return character == '{' || character == '[';
	}

	private void scan() {
		do {
			step();
		}
		while (!this.openings.isEmpty());
	}

	private void step() {
		int start = this.cursor.position();
		switch (nextOrUnclosed()) {
			case '{' -> this.openings.push(new Opening(start, "}"));
			case '[' -> this.openings.push(new Opening(start, "]"));
			case '}' -> close(start, "}");
			case ']' -> close(start, "]");
			case '"' -> skipString(start);
			default -> {
			}
		}
	}

	private int nextOrUnclosed() {
		if (this.cursor.atEnd()) {
			Opening opening = this.openings.element();
			throw this.cursor.error(opening.position(), "the bracket is not closed", '"' + opening.closer() + '"');
		}
		return this.cursor.next();
	}

	private void close(int position, String closer) {
		Opening opening = this.openings.pop();
		if (!opening.closer().equals(closer)) {
			throw this.cursor.error(position, "the bracket closes another one", '"' + opening.closer() + '"');
		}
	}

	private void skipString(int start) {
		int next = 0;
		while (next != '"') {
			next = nextInString(start);
			if (next == '\\') {
				nextInString(start);
			}
		}
	}

	private int nextInString(int start) {
		if (this.cursor.atEnd()) {
			throw QuotedTextParser.unclosed(this.cursor, start);
		}
		return this.cursor.next();
	}

	private static boolean skipInteger(Cursor cursor) {
		return cursor.take('0') || cursor.digits() > 0;
	}

	private static boolean skipFraction(Cursor cursor) {
		return !cursor.take('.') || cursor.digits() > 0;
	}

	private static boolean skipExponent(Cursor cursor) {
		if (!cursor.take('e') && !cursor.take('E')) {
			return true;
		}
		if (!cursor.take('+')) {
			cursor.take('-');
		}
		return cursor.digits() > 0;
	}

	private record Opening(int position, String closer) {
	}

}
