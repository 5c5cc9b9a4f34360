package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Parses a duration or a range of durations, in quotes or without.
 */
final class DurationParser {

	private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

	private static final String UNITS = "ns, us, ms, s, m or h";

	private static final int UNQUOTED = -1;

	private final Cursor cursor;

	private final ArgumentParser arguments;

	private int quoteStart = UNQUOTED;

	DurationParser(Cursor cursor, ArgumentParser arguments) {
		this.cursor = cursor;
		this.arguments = arguments;
	}

	DurationRange parse() {
		this.cursor.skipWhitespace();
		return ArgumentParser.isQuote(this.cursor.peek()) ? quoted() : range();
	}

	private DurationRange quoted() {
		this.quoteStart = this.cursor.position();
		char quote = (char) this.cursor.next();
		this.cursor.skipWhitespace();
		DurationRange range = range();
		this.cursor.skipWhitespace();
		if (!this.cursor.take(quote)) {
			throw unclosed(quote);
		}
		return range;
	}

	private TermsSyntaxException unclosed(char quote) {
		if (!this.cursor.occursAhead(quote)) {
			return QuotedTextParser.unclosed(this.cursor, this.quoteStart);
		}
		return error(this.cursor.position(), "unexpected text after the duration", "a closing quote");
	}

	private DurationRange range() {
		Amount min = amount();
		this.cursor.skipWhitespace();
		if (!this.cursor.take('.', '.')) {
			return new DurationRange(min.nanos(), min.nanos());
		}
		this.cursor.skipWhitespace();
		Amount max = amount();
		requireSameStyle(min, max);
		if (max.nanos() < min.nanos()) {
			throw error(max.start(), "the range ends below its start", "an end that is not below the start");
		}
		return new DurationRange(min.nanos(), max.nanos());
	}

	private void requireSameStyle(Amount min, Amount max) {
		if (min.hasUnit() != max.hasUnit()) {
			throw error(max.unitStart(), "only one end of the range has a unit",
					min.hasUnit() ? "a unit: " + UNITS : "no unit, or one at both ends");
		}
	}

	private Amount amount() {
		int start = this.cursor.position();
		String number = number();
		int numberEnd = this.cursor.position();
		this.cursor.skipWhitespace();
		int unitStart = this.cursor.position();
		String unit = this.cursor.word();
		long nanos = nanos(start, number, nanosPerUnit(unitStart, unit));
		return new Amount(start, unit.isEmpty() ? numberEnd : unitStart, !unit.isEmpty(), nanos);
	}

	private String number() {
		String number = this.cursor.number();
		if (this.cursor.peek() == '.' && (number.isEmpty() || this.cursor.peek(1) != '.')) {
			this.cursor.advance();
			throw expected("a digit");
		}
		if (number.isEmpty()) {
			throw noNumber();
		}
		return number;
	}

	private TermsSyntaxException noNumber() {
		int first = this.cursor.peek();
		if (first == '-' || first == '+') {
			return error(this.cursor.position(), "a duration has no sign", "a digit");
		}
		return expected("a duration");
	}

	private long nanos(int start, String number, long nanosPerUnit) {
		BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(nanosPerUnit))
			.setScale(0, RoundingMode.HALF_UP);
		if (nanos.compareTo(MAX_NANOS) > 0) {
			throw error(start, "the duration is too long", "at most " + Long.MAX_VALUE + "ns");
		}
		return nanos.longValue();
	}

	private long nanosPerUnit(int start, String unit) {
		return switch (unit) {
			case "ns" -> 1;
			case "us" -> DurationRange.MICROSECOND;
			case "ms", "" -> DurationRange.MILLISECOND;
			case "s" -> DurationRange.SECOND;
			case "m" -> DurationRange.MINUTE;
			case "h" -> DurationRange.HOUR;
			default -> throw error(start, "unknown unit " + Excerpt.quote(unit), UNITS);
		};
	}

	private TermsSyntaxException expected(String expected) {
		return error(this.cursor.position(), "expected " + expected, expected);
	}

	private TermsSyntaxException error(int position, String reason, String expected) {
		if (this.cursor.atEnd() && this.quoteStart != UNQUOTED) {
			return QuotedTextParser.unclosed(this.cursor, this.quoteStart);
		}
		return this.arguments.error(position, reason, expected);
	}

	private record Amount(int start, int unitStart, boolean hasUnit, long nanos) {
	}

}
