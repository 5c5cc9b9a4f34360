package io.github.failpoint.terms;

import java.util.List;

/**
 * Reads a text from left to right and counts what it reads.
 */
final class Cursor {

	static final int END = -1;

	private final String text;

	private int position;

	private int limit;

	private long reads;

	Cursor(String text) {
		this.text = text;
		this.limit = text.length();
	}

	int position() {
		return this.position;
	}

	long reads() {
		return this.reads;
	}

	boolean atEnd() {
		return this.position == this.text.length();
	}

	int peek() {
		return peek(0);
	}

	int peek(int ahead) {
		this.reads++;
		int index = this.position + ahead;
		return (index < this.text.length()) ? this.text.charAt(index) : END;
	}

	int next() {
		int next = peek();
		advance();
		return next;
	}

	void advance() {
		if (this.position >= this.limit) {
			throw tooLong(this.limit);
		}
		this.position++;
	}

	boolean take(char wanted) {
		if (peek() != wanted) {
			return false;
		}
		advance();
		return true;
	}

	boolean take(char first, char second) {
		if (peek() != first || peek(1) != second) {
			return false;
		}
		advance();
		advance();
		return true;
	}

	void skipWhitespace() {
		while (Character.isWhitespace(peek())) {
			this.position++;
		}
	}

	String word() {
		int start = this.position;
		while (Character.isLetterOrDigit(peek()) || peek() == '_') {
			advance();
		}
		return from(start);
	}

	String number() {
		int start = this.position;
		digits();
		if (peek() == '.' && isDigit(peek(1))) {
			advance();
			digits();
		}
		return from(start);
	}

	int digits() {
		int start = this.position;
		while (isDigit(peek())) {
			advance();
		}
		return this.position - start;
	}

	String from(int start) {
		this.reads += this.position - start;
		return this.text.substring(start, this.position);
	}

	boolean occursAhead(char wanted) {
		return this.text.indexOf(wanted, this.position) >= 0;
	}

	void limitLength(int length) {
		this.limit = Math.min(this.position + length, this.text.length());
	}

	void requireLength(int length) {
		if (this.text.length() > length) {
			throw tooLong(length);
		}
	}

	TermsSyntaxException expected(String expected) {
		return error(this.position, "expected " + expected, expected);
	}

	TermsSyntaxException error(int position, String reason, String expected) {
		return error(position, reason, expected, List.of());
	}

	TermsSyntaxException error(int position, String reason, String expected, List<String> suggestions) {
		return new TermsSyntaxException("terms", this.text, position, reason, expected, suggestions);
	}

	private TermsSyntaxException tooLong(int end) {
		return error(end, "the text is too long", "at most " + TermsParser.MAX_LENGTH + " characters of terms, "
				+ TermsParser.MAX_TOTAL_LENGTH + " in all");
	}

	static boolean isDigit(int character) {
		return character >= '0' && character <= '9';
	}

}
