package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.util.Map;

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
	void numbersKeepTheirShape() {
		assertThat(number("500")).hasToString("500").isEqualTo(number("5e2"));
		assertThat(number("1.50")).hasToString("1.50");
		assertThat(new Value.Num(new BigDecimal("500")).isInteger()).isTrue();
		assertThat(new Value.Num(new BigDecimal("500.0")).isInteger()).isFalse();
		assertThat(new Value.Num(new BigDecimal("5e2")).isInteger()).isFalse();
		assertThat(Terms.of("1*return( 500 )").terms().get(0)).hasToString("1*return(500)");
	}

	@Test
	void jsonIsReadOneLevelAtATime() {
		assertThat(new Value.Json("[1, \"a\\u0062\", [true], {\"x\": null}, null]").elements()).containsExactly(
				number("1"), new Value.Text("ab"), new Value.Json("[true]"), new Value.Json("{\"x\": null}"),
				new Value.Null());
		assertThat(new Value.Json("{\"a\": 1, \"b\": []}").members()).containsExactly(Map.entry("a", number("1")),
				Map.entry("b", new Value.Json("[]")));
		assertThat(Value.ofJson(" -1.5e3 ")).isEqualTo(number("-1500"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[1,]", "[1 2]", "[x]", "[01]", "[\"\\x\"]", "[\"\\u00g0\"]", "[\"\n\"]", "{a: 1}",
			"{\"a\" 1}", "{\"a\": 1,}", "[NaN]", "[.5]", "[+1]", "[1]]", "nul", "[\"a]", "[1e99999999999]" })
	void whatIsNotJsonIsRefusedWithThePosition(String json) {
		assertThatIllegalArgumentException().isThrownBy(() -> Value.ofJson(json))
			.withMessageMatching("it is not JSON at position \\d+, expected .+");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\": 1, \"b\": [], \"a\": 2}", "{\"b\": 1, \"a\":2,\"\\u0061\":1}",
			"[0, {\"a\": 1,  \"a\": 1}]" })
	void namesThatAreThereTwiceAreRefusedWithThePosition(String json) {
		assertThatIllegalArgumentException().isThrownBy(() -> Value.ofJson(json))
			.withMessageMatching(
					"it is not JSON at position 1[0-9], " + "expected another name, since \"a\" is there already");
	}

	@Test
	void jsonThatIsNestedTooDeeplyIsRefused() {
		assertThat(Value.ofJson("[".repeat(100) + "]".repeat(100))).isInstanceOf(Value.Json.class);
		assertThatIllegalArgumentException().isThrownBy(() -> Value.ofJson("[".repeat(101) + "]".repeat(101)))
			.withMessageContaining("at most 100 brackets");
	}

	@Test
	void hugeNumbersStaySmallText() {
		assertThat(number("1e999999999")).hasToString("1E+999999999");
		assertThat(number("-1e-999999999")).hasToString("-1E-999999999");
		assertThat(number("0e999999999")).hasToString("0E+999999999").isEqualTo(number("0"));
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
