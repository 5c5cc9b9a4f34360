package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What {@code return} gives back, before it is converted to what the site returns. The
 * text of each value is canonical: it parses to an equal value.
 *
 * @since 0.1.0
 */
public sealed interface Value {

	/**
	 * Read any JSON.
	 * @param json the text
	 * @return its value; arrays and objects stay text
	 * @throws IllegalArgumentException if it is not JSON, or is nested too deeply
	 */
	static Value ofJson(String json) {
		return new JsonParser(json).parse();
	}

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
	 * A number, equal to every other way to write it, but of the shape in which it was
	 * written: 500 is an integer, 500.0 and 5e2 are not. Its exponent may be huge: do not
	 * expand it, as {@code toBigInteger()} and {@code toPlainString()} do, before a look
	 * at its scale.
	 *
	 * @param value the value, with the digits that were written
	 */
	record Num(BigDecimal value) implements Value {

		/**
		 * Create a number.
		 * @param value the value, with the digits that were written
		 * @throws IllegalArgumentException if the exponent is out of range
		 */
		public Num {
			long exponent = (long) value.precision() - value.scale() - 1;
			if (exponent > Integer.MAX_VALUE) {
				throw new IllegalArgumentException("'value' must have an exponent in the range of an int");
			}
		}

		/**
		 * Return whether the number was written as an integer, without a fraction or an
		 * exponent.
		 * @return whether it is one
		 */
		public boolean isInteger() {
			return this.value.scale() == 0;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Num number
					&& this.value.stripTrailingZeros().equals(number.value.stripTrailingZeros());
		}

		@Override
		public int hashCode() {
			return this.value.stripTrailingZeros().hashCode();
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

		/**
		 * Return whether this is an array.
		 * @return whether it is one; otherwise it is an object
		 */
		public boolean isArray() {
			return this.value.startsWith("[");
		}

		/**
		 * Return the elements of an array.
		 * @return the elements
		 * @throws IllegalArgumentException if this is no array, not JSON, or if two
		 * members of an object within have the same name
		 */
		public List<Value> elements() {
			return new JsonParser(this.value).elements();
		}

		/**
		 * Return the members of an object.
		 * @return the members by name, in the order in which they are written
		 * @throws IllegalArgumentException if this is no object, not JSON, or if two of
		 * its members, or of an object within, have the same name
		 */
		public Map<String, Value> members() {
			return new JsonParser(this.value).members();
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
