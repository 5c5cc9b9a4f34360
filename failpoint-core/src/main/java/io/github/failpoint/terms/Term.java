package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An action, and how often it is performed.
 *
 * @param probability the chance that the term passes, in percent, 0 to 100
 * @param count how often the term passes, 1 to 2^53-1, or {@link #UNLIMITED}
 * @param action what is performed when it passes
 * @since 0.1.0
 */
public record Term(double probability, long count, Action action) {

	/**
	 * The probability of a term that has none.
	 */
	public static final double ALWAYS = 100;

	/**
	 * The count of a term that has none.
	 */
	public static final long UNLIMITED = Long.MAX_VALUE;

	/**
	 * The highest count.
	 */
	public static final long MAX_COUNT = (1L << 53) - 1;

	/**
	 * Create a term.
	 * @param probability the chance that the term passes, in percent, 0 to 100
	 * @param count how often the term passes, 1 to 2^53-1, or {@link #UNLIMITED}
	 * @param action what is performed when it passes
	 * @throws IllegalArgumentException if the probability or the count is out of range
	 */
	public Term {
		if (!(probability >= 0 && probability <= ALWAYS)) {
			throw new IllegalArgumentException("'probability' must be from 0 to 100 but is " + probability);
		}
		if (count < 1 || count > MAX_COUNT && count != UNLIMITED) {
			throw new IllegalArgumentException("'count' must be from 1 to " + MAX_COUNT + " but is " + count);
		}
		Objects.requireNonNull(action, "'action' must not be null");
		probability = Math.abs(probability);
	}

	/**
	 * Return whether the term may miss.
	 * @return whether the probability is below 100 percent
	 */
	public boolean hasProbability() {
		return this.probability < ALWAYS;
	}

	/**
	 * Return whether the term passes a limited number of times.
	 * @return whether there is a count
	 */
	public boolean hasCount() {
		return this.count != UNLIMITED;
	}

	/**
	 * Return the canonical text: the count, the probability and the action. Joined by
	 * {@code ->} it parses to equal terms, as long as escapes do not make it longer than
	 * terms may be.
	 * @return the text
	 */
	@Override
	public String toString() {
		String count = hasCount() ? this.count + "*" : "";
		String probability = hasProbability() ? percent() + "%" : "";
		return count + probability + this.action;
	}

	private String percent() {
		return BigDecimal.valueOf(this.probability).stripTrailingZeros().toPlainString();
	}

}
