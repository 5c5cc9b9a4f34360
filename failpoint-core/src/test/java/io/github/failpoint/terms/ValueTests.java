package io.github.failpoint.terms;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Value}.
 */
class ValueTests {

	@Test
	void numbersAreEqualByValue() {
		assertThat(number("1.50")).isEqualTo(number("15e-1")).hasSameHashCodeAs(number("15e-1"));
	}

	@Test
	void hugeNumbersStaySmallText() {
		assertThat(number("1e999999999")).hasToString("1E+999999999");
		assertThat(number("-1e-999999999")).hasToString("-1E-999999999");
		assertThat(number("0e999999999")).hasToString("0");
	}

	@Test
	void exponentThatCannotBeReadBackIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> number("10e2147483647"))
			.withMessage("'value' must have an exponent in the range of an int");
	}

	@Test
	void textIsAlwaysQuoted() {
		assertThat(new Value.Text("a")).hasToString("\"a\"");
		assertThat(new Value.Text("1")).hasToString("\"1\"");
	}

	@Test
	void textThatCannotBeSeenIsEscaped() {
		assertThat(new Value.Text("\n\r\t\0\u007f\u2028\u202e\ufeff\ud800\"\\'"))
			.hasToString("\"\\n\\r\\t\\u0000\\u007f\\u2028\\u202e\\ufeff\\ud800\\\"\\\\'\"");
	}

	@Test
	void supplementaryCharactersStay() {
		assertThat(new Value.Text("\ud83d\ude00")).hasToString("\"\ud83d\ude00\"");
	}

	@Test
	void jsonStaysAsItIs() {
		assertThat(new Value.Json("{ \"a\" : [ ] }")).hasToString("{ \"a\" : [ ] }");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "\"a\"", "{", "[}", "{}x", "{} ", " {}", "[\"]", "{}{}" })
	void jsonIsABalancedObjectOrArray(String json) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Value.Json(json));
	}

	private static Value number(String number) {
		return new Value.Num(new BigDecimal(number));
	}

}
