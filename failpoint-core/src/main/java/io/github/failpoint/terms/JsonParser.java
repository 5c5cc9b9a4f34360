package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads JSON as RFC 8259 has it, one level at a time: arrays and objects within stay
 * text, which is checked all the same.
 */
final class JsonParser {

	private static final int MAX_DEPTH = 100;

	private final Cursor cursor;

	private int depth;

	JsonParser(String text) {
		this.cursor = new Cursor(text);
	}

	Value parse() {
		return whole(this::value);
	}

	List<Value> elements() {
		return whole(this::array);
	}

	Map<String, Value> members() {
		return whole(this::object);
	}

	private <T> T whole(Supplier<T> read) {
		skipWhitespace();
		T value = read.get();
		skipWhitespace();
		if (!this.cursor.atEnd()) {
			throw expected("the end");
		}
		return value;
	}

	private Value value() {
		int start = this.cursor.position();
		return switch (this.cursor.peek()) {
			case '{' -> {
				object();
				yield new Value.Json(this.cursor.from(start));
			}
			case '[' -> {
				array();
				yield new Value.Json(this.cursor.from(start));
			}
			case '"' -> new Value.Text(string());
			default -> literal();
		};
	}

	private List<Value> array() {
		List<Value> elements = new ArrayList<>();
		enter('[');
		if (!this.cursor.take(']')) {
			do {
				skipWhitespace();
				elements.add(value());
				skipWhitespace();
			}
			while (this.cursor.take(','));
			require(']');
		}
		this.depth--;
		return elements;
	}

	private Map<String, Value> object() {
		Map<String, Value> members = new LinkedHashMap<>();
		enter('{');
		if (!this.cursor.take('}')) {
			do {
				skipWhitespace();
				member(members);
				skipWhitespace();
			}
			while (this.cursor.take(','));
			require('}');
		}
		this.depth--;
		return members;
	}

	/**
	 * Of two members with one name, readers of JSON take now the first, now the last.
	 */
	private void member(Map<String, Value> members) {
		int start = this.cursor.position();
		String name = string();
		if (members.containsKey(name)) {
			throw expected(start, "another name, since " + Excerpt.quote(name) + " is there already");
		}
		skipWhitespace();
		require(':');
		skipWhitespace();
		members.put(name, value());
	}

	private void enter(char bracket) {
		require(bracket);
		this.depth++;
		if (this.depth > MAX_DEPTH) {
			throw expected("at most " + MAX_DEPTH + " brackets in one another");
		}
		skipWhitespace();
	}

	private Value literal() {
		int start = this.cursor.position();
		while (isOfLiteral(this.cursor.peek())) {
			this.cursor.advance();
		}
		String literal = this.cursor.from(start);
		return switch (literal) {
			case "null" -> new Value.Null();
			case "true" -> new Value.Bool(true);
			case "false" -> new Value.Bool(false);
			default -> number(start, literal);
		};
	}

	private Value number(int start, String literal) {
		try {
			if (JsonScanner.isNumber(literal)) {
				return new Value.Num(new BigDecimal(literal));
			}
		}
		catch (IllegalArgumentException ex) {
			throw expected(start, "a number with a smaller exponent");
		}
		throw expected(start, "a value");
	}

	private String string() {
		if (!this.cursor.take('"')) {
			throw expected("a double quote");
		}
		StringBuilder text = new StringBuilder();
		for (int next = character(); next != '"'; next = character()) {
			text.append((next == '\\') ? escaped() : (char) next);
		}
		return text.toString();
	}

	private int character() {
		if (this.cursor.peek() < ' ') {
			throw expected("a closing quote or a visible character");
		}
		return this.cursor.next();
	}

	private char escaped() {
		int escape = character();
		return switch (escape) {
			case '"', '\\', '/' -> (char) escape;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode();
			default -> throw expected(this.cursor.position() - 1, "an escape of JSON");
		};
	}

	private char unicode() {
		int unit = 0;
		for (int i = 0; i < 4; i++) {
			int character = character();
			int digit = (character < 128) ? Character.digit(character, 16) : -1;
			if (digit < 0) {
				throw expected(this.cursor.position() - 1, "four hexadecimal digits");
			}
			unit = unit << 4 | digit;
		}
		return (char) unit;
	}

	private void require(char character) {
		if (!this.cursor.take(character)) {
			throw expected("\"" + character + "\"");
		}
	}

	private void skipWhitespace() {
		while (" \t\r\n".indexOf(this.cursor.peek()) >= 0) {
			this.cursor.advance();
		}
	}

	private static boolean isOfLiteral(int character) {
		return Character.isLetterOrDigit(character) || character == '-' || character == '+' || character == '.';
	}

	private IllegalArgumentException expected(String expected) {
		return expected(this.cursor.position(), expected);
	}

	private static IllegalArgumentException expected(int position, String expected) {
		return new IllegalArgumentException("it is not JSON at position " + position + ", expected " + expected);
	}

}
