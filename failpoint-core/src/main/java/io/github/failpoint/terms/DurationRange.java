package io.github.failpoint.terms;

import java.time.Duration;

/**
 * A length of time, or a range from which one is drawn uniformly, both ends included.
 *
 * @param minNanos the shortest length in nanoseconds, not negative
 * @param maxNanos the longest length in nanoseconds, not below the shortest
 * @since 0.1.0
 */
public record DurationRange(long minNanos, long maxNanos) {

	static final long MICROSECOND = 1_000;

	static final long MILLISECOND = 1_000 * MICROSECOND;

	static final long SECOND = 1_000 * MILLISECOND;

	static final long MINUTE = 60 * SECOND;

	static final long HOUR = 60 * MINUTE;

	/**
	 * Create a range.
	 * @param minNanos the shortest length in nanoseconds, not negative
	 * @param maxNanos the longest length in nanoseconds, not below the shortest
	 * @throws IllegalArgumentException if the shortest length is negative or above the
	 * longest
	 */
	public DurationRange {
		if (minNanos < 0) {
			throw new IllegalArgumentException("'minNanos' must not be negative but is " + minNanos);
		}
		if (maxNanos < minNanos) {
			throw new IllegalArgumentException("'maxNanos' must not be below " + minNanos + " but is " + maxNanos);
		}
	}

	/**
	 * Create a range of exactly one length.
	 * @param duration the length, at most {@link Long#MAX_VALUE} nanoseconds
	 * @return the range
	 * @throws IllegalArgumentException if the length is negative or too long
	 */
	public static DurationRange of(Duration duration) {
		try {
			long nanos = duration.toNanos();
			return new DurationRange(nanos, nanos);
		}
		catch (ArithmeticException ex) {
			throw new IllegalArgumentException("'duration' must fit into a long of nanoseconds but is " + duration, ex);
		}
	}

	/**
	 * Read a length or a range as terms have it.
	 * @param text the text, such as {@code 1.5s} or {@code 50ms..2s}
	 * @return the range
	 * @throws TermsSyntaxException if the text is neither
	 */
	public static DurationRange parse(String text) {
		Cursor cursor = new Cursor(text);
		DurationRange range = new DurationParser(cursor, new ArgumentParser(cursor)).parse();
		cursor.skipWhitespace();
		if (!cursor.atEnd()) {
			throw cursor.error(cursor.position(), "unexpected text after the duration", "the end");
		}
		return range;
	}

	/**
	 * Return the one length that this range has.
	 * @return the length
	 * @throws IllegalStateException if the two ends differ
	 */
	public Duration toDuration() {
		if (isRange()) {
			throw new IllegalStateException("\"" + this + "\" is a range");
		}
		return Duration.ofNanos(this.minNanos);
	}

	/**
	 * Return whether the two ends differ.
	 * @return whether a length has to be drawn
	 */
	public boolean isRange() {
		return this.minNanos != this.maxNanos;
	}

	/**
	 * Return the canonical text: each length in the largest unit that divides it evenly,
	 * such as {@code 90s} or {@code 500ms..2s}, and none as {@code 0ms}.
	 * @return the text
	 */
	@Override
	public String toString() {
		String min = format(this.minNanos);
		return isRange() ? min + ".." + format(this.maxNanos) : min;
	}

	private static String format(long nanos) {
		if (nanos == 0) {
			return "0ms";
		}
		return (nanos % SECOND != 0) ? formatShort(nanos) : formatLong(nanos);
	}

	private static String formatShort(long nanos) {
		if (nanos % MILLISECOND == 0) {
			return nanos / MILLISECOND + "ms";
		}
		return (nanos % MICROSECOND == 0) ? nanos / MICROSECOND + "us" : nanos + "ns";
	}

	private static String formatLong(long nanos) {
		if (nanos % HOUR == 0) {
			return nanos / HOUR + "h";
		}
		return (nanos % MINUTE == 0) ? nanos / MINUTE + "m" : nanos / SECOND + "s";
	}

}
