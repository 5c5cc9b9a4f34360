package io.github.failpoint.terms;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Parses the probability and the count that stand before an action.
 */
final class ModifierParser {

	private static final BigDecimal MAX_PROBABILITY = BigDecimal.valueOf(100);

	private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(Term.MAX_COUNT);

	private final Cursor cursor;

	private @Nullable Double probability;

	private @Nullable Long count;

	ModifierParser(Cursor cursor) {
		this.cursor = cursor;
	}

	double probability() {
		return (this.probability != null) ? this.probability : Term.ALWAYS;
	}

	long count() {
		return (this.count != null) ? this.count : Term.UNLIMITED;
	}

	void parse() {
		requireNoSign();
		while (startsNumber(0)) {
			modifier();
			this.cursor.skipWhitespace();
			requireNoSign();
		}
	}

	private boolean startsNumber(int ahead) {
		return Cursor.isDigit(this.cursor.peek(ahead)) || this.cursor.peek(ahead) == '.';
	}

	private void requireNoSign() {
		int first = this.cursor.peek();
		if ((first == '-' || first == '+') && startsNumber(1)) {
			throw this.cursor.error(this.cursor.position(), "a probability or count has no sign", "a digit");
		}
	}

	private void modifier() {
		int start = this.cursor.position();
		String number = this.cursor.number();
		if (this.cursor.take('.')) {
			throw this.cursor.expected("a digit");
		}
		this.cursor.skipWhitespace();
		if (this.cursor.take('%')) {
			probability(start, number);
		}
		else if (this.cursor.take('*')) {
			count(start, number);
		}
		else {
			throw this.cursor.expected("\"%\" or \"*\" after the number");
		}
	}

	private void probability(int start, String number) {
		if (this.probability != null) {
			throw this.cursor.error(start, "the probability is given twice", "an action");
		}
		BigDecimal percent = new BigDecimal(number);
		if (percent.compareTo(MAX_PROBABILITY) > 0) {
			throw this.cursor.error(start, "the probability " + Excerpt.shorten(number) + "% is above 100%",
					"a percentage from 0 to 100");
		}
		this.probability = percent.doubleValue();
	}

	private void count(int start, String number) {
		if (this.count != null) {
			throw this.cursor.error(start, "the count is given twice", "an action");
		}
		BigDecimal value = new BigDecimal(number);
		if (number.indexOf('.') >= 0 || value.signum() == 0 || value.compareTo(MAX_COUNT) > 0) {
			throw this.cursor.error(start, "the count " + Excerpt.shorten(number) + " is not possible",
					"a whole number from 1 to " + Term.MAX_COUNT);
		}
		this.count = value.longValue();
	}

}
