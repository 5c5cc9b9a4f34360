package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What {@code return} gives back, before it is converted to what the site returns. The
 * text of each value is canonical: it parses to an equal value.
 *
 * @since 0.1.0
 */
public sealed interface Value {

	/**
	 * No value: the site returns the empty value of its type.
	 */
	record None() implements Value {

		@Override
		public String toString() {
			return "";
		}

	}

	/**
	 * The value {@code null}.
	 */
	record Null() implements Value {

		@Override
		public String toString() {
			return "null";
		}

	}

	/**
	 * A truth value.
	 *
	 * @param value the value
	 */
	record Bool(boolean value) implements Value {

		@Override
		public String toString() {
			return Boolean.toString(this.value);
		}

	}

	/**
	 * A number, equal to every other way to write it. Its exponent may be huge: do not
	 * expand it, as {@code toBigInteger()} and {@code toPlainString()} do, before a look
	 * at its scale.
	 *
	 * @param value the value, without trailing zeros
	 */
	record Num(BigDecimal value) implements Value {

		/**
		 * Create a number.
		 * @param value the value, without trailing zeros
		 * @throws IllegalArgumentException if the exponent is out of range
		 */
		public Num {
			long exponent = (long) value.precision() - value.scale() - 1;
			if (exponent > Integer.MAX_VALUE) {
				throw new IllegalArgumentException("'value' must have an exponent in the range of an int");
			}
			value = value.stripTrailingZeros();
		}

		@Override
		public String toString() {
			return this.value.toString();
		}

	}

	/**
	 * Text that was quoted or bare.
	 *
	 * @param value the text, may be empty
	 */
	record Text(String value) implements Value {

		/**
		 * Create a text.
		 * @param value the text, may be empty
		 */
		public Text {
			Objects.requireNonNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return Quoting.quote(this.value);
		}

	}

	/**
	 * A JSON object or array, of which only brackets and strings are known to balance.
	 *
	 * @param value the text as it was written
	 */
	record Json(String value) implements Value {

		/**
		 * Create a JSON object or array.
		 * @param value the text as it was written
		 * @throws IllegalArgumentException if the text is neither, or does not balance
		 */
		public Json {
			if (!JsonScanner.isObjectOrArray(value)) {
				throw new IllegalArgumentException(
						"'value' must be a JSON object or array but is " + Excerpt.quote(value));
			}
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
