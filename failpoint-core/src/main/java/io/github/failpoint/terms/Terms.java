package io.github.failpoint.terms;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a failpoint does when it is reached: one to 64 terms, of which the first one that
 * passes is performed. <pre>
 * terms       = term { "->" term }                     at most 4096 characters
 * term        = { modifier } action                    each modifier at most once
 * modifier    = number "%"                             probability, 0 to 100
 *             | integer "*"                            count, 1 to 2^53-1
 * action      = "off"
 *             | "return"  [ "(" [ value ] ")" ]
 *             | "throw"     "(" type [ "," message ] ")"
 *             | "panic"   [ "(" [ message ] ")" ]
 *             | "sleep"     "(" duration ")"
 *             | "delay"     "(" duration ")"
 *             | "pause"   [ "(" duration ")" ]
 *             | "yield"
 *             | "print"   [ "(" [ message ] ")" ]
 *             | "break"
 *             | "exit"    [ "(" integer ")" ]          0 to 255, by default 134
 * duration    = amount | amount ".." amount            may be quoted
 * amount      = number [ "ns" | "us" | "ms" | "s" | "m" | "h" ]    by default ms
 * number      = digits [ "." digits ] | "." digits
 * </pre> White space is free between any two tokens. A value, message or type is quoted
 * text, and a value or message may also be a JSON object or array; anything else up to
 * the closing parenthesis is bare text, in which parentheses balance. As a value, the
 * bare texts {@code null}, {@code true}, {@code false} and JSON numbers are typed.
 * <p>
 * Two of these are equal if they mean the same, however they are written.
 *
 * @since 0.1.0
 */
public final class Terms {

	private static final String MISSING = "'terms' must not be null";

	private final String text;

	private final List<Term> terms;

	Terms(String text, List<Term> terms) {
		this.text = text;
		this.terms = List.copyOf(terms);
	}

	/**
	 * Parse the terms of one failpoint.
	 * @param text the terms
	 * @return the terms
	 * @throws TermsSyntaxException if the text is not in the language
	 */
	public static Terms of(String text) {
		return new TermsParser(Objects.requireNonNull(text, MISSING)).parse();
	}

	/**
	 * Parse the terms of several failpoints, {@code name=terms;name=terms}. Empty items
	 * and white space around items are ignored.
	 * @param text the names and terms, at most 65536 characters
	 * @return the terms by name, in order of appearance, unmodifiable
	 * @throws TermsSyntaxException if one of them is not in the language, with the
	 * position in the whole text
	 */
	public static Map<String, Terms> parseAll(String text) {
		return new TermsParser(Objects.requireNonNull(text, MISSING)).parseAll();
	}

	/**
	 * Return the terms in their order.
	 * @return the terms, unmodifiable
	 */
	public List<Term> terms() {
		return this.terms;
	}

	@Override
	public boolean equals(Object other) {
		return this == other || other instanceof Terms that && this.terms.equals(that.terms);
	}

	@Override
	public int hashCode() {
		return this.terms.hashCode();
	}

	/**
	 * Return the terms as they were written.
	 * @return the text, unchanged
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
