package io.github.failpoint.terms;

import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link Terms}.
 */
class TermsTests {

	@Test
	void keepsTheTextUnchanged() {
		String text = "\t 2 * 50 % throw ( IOException , \"x\" ) \n";
		assertThat(Terms.of(text)).hasToString(text);
	}

	@Test
	void termsCannotBeChanged() {
		assertThat(Terms.of("off->yield").terms()).isUnmodifiable();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			2*50%off                | 50%2*off
			off                     | 100%off
			off                     | 100.000%off
			.5%off                  | 00.50%off
			007*off                 | 7*off
			return                  | return()
			return                  | return( )
			panic                   | panic()
			print                   | print( )
			return(1)               | return(1.0)
			return(100)             | return(1e2)
			return(0)               | return(-0.00)
			return(0)               | return(0e999999999)
			return(abc)             | return("abc")
			return(abc)             | return('abc')
			return("\\u0041")       | return(A)
			sleep(1000)             | sleep(1s)
			sleep(1.5s)             | sleep("1500ms")
			sleep(60m)              | sleep(1h)
			sleep(5)                | sleep(5..5)
			sleep(1..2)             | sleep( ' 1ms .. 2000 us ' )
			sleep(.5)               | sleep(0.5ms)
			throw(IOException,x)    | throw ( 'IOException' , "x" )
			exit                    | exit(134)
			off->yield              | off -> yield
			""")
	void termsWithOneMeaningAreEqual(String left, String right) {
		assertThat(Terms.of(left)).isEqualTo(Terms.of(right)).hasSameHashCodeAs(Terms.of(right));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			off           | yield
			off           | off->off
			off           | 99%off
			off           | 1*off
			return        | return("")
			return        | return(null)
			return(null)  | return("null")
			return(1)     | return("1")
			return(true)  | return('true')
			return({})    | return("{}")
			panic         | panic("")
			print         | print('')
			pause         | pause(0)
			throw(A)      | throw(A, "")
			sleep(1)      | delay(1)
			sleep(1)      | sleep(1..2)
			exit          | exit(0)
			""")
	void termsWithDifferentMeaningsDiffer(String left, String right) {
		assertThat(Terms.of(left)).isNotEqualTo(Terms.of(right));
	}

	@Test
	void areNotEqualToTheirText() {
		assertThat(Terms.of("off").equals((Object) "off")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "2*12.5%throw(java.io.IOException, \"a \\\"b\\\" \\u0000\")", "return",
			"return(null)->1*return(1E+99)->return({\"a\": [1, \")\"]})", "0%sleep(90s)->delay(1ns..2us)->pause(1h)",
			"0.000000000001%yield->break->exit(0)", "print(\"\")->panic(\"\\n\\t\\r\\\\\")->pause" })
	void canonicalTextParsesToItself(String text) {
		assertThat(canonical(Terms.of(text))).isEqualTo(text);
	}

	@Test
	void nullIsRefused() {
		assertThatNullPointerException().isThrownBy(() -> Terms.of(null));
		assertThatNullPointerException().isThrownBy(() -> Terms.parseAll(null));
	}

	@Test
	void parsesManyInOrderOfAppearance() {
		Map<String, Terms> all = Terms.parseAll(" b = 2*off -> yield ;\n; a=return(1);;");
		assertThat(all).containsExactly(Map.entry("b", Terms.of("2*off->yield")),
				Map.entry("a", Terms.of("return(1)")));
		assertThat(all.get("b")).hasToString("2*off -> yield");
		assertThat(all).isUnmodifiable();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", ";", " ; ;\n" })
	void nothingAtAllIsNoTerms(String text) {
		assertThat(Terms.parseAll(text)).isEmpty();
	}

	@Test
	void separatorsInsideArgumentsSeparateNothing() {
		Map<String, Terms> all = Terms.parseAll("""
				a=return(x=1;y=2);b=return("c=off;'");d=print([";=",{}]);e=throw(A, f=off;(g=off;))""");
		assertThat(all).containsOnlyKeys("a", "b", "d", "e");
		assertThat(all.get("e")).isEqualTo(Terms.of("throw(A, \"f=off;(g=off;)\")"));
	}

	@Test
	void namesOfOtherLanguagesWorkInMany() {
		assertThat(Terms.parseAll("github.com/pingcap/tidb/ddl/x=off;crate::name=off"))
			.containsOnlyKeys("github.com/pingcap/tidb/ddl/x", "crate::name");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			`a=off;b=`             | 8  | expected an action
			`a=;b=off`             | 2  | expected an action
			`a=off;b=5*;c=off`     | 10 | expected an action
			`a=off; b`             | 8  | the name "b" has no terms
			`a;b=off`              | 1  | the name "a" has no terms
			`off`                  | 3  | the name "off" has no terms
			`a=off;a=off`          | 6  | the name "a" is given twice
			`a=off; a =yield`      | 7  | the name "a" is given twice
			`=off`                 | 0  | expected a letter or a digit
			`a=off; b c=off`       | 8  | " " is not allowed
			`a=off;b=return(x;c=off` | 14 | the parenthesis is not closed
			`a=off;b=return("x;c=off` | 15 | the quote is not closed
			`a=off b=off`          | 6  | unexpected text after the term
			`a=b=off`              | 2  | unknown action "b"
			`a=off->;b=off`        | 7  | expected an action
			""")
	void errorsInManyCountInTheWholeText(String text, int position, String reason) {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.parseAll(text))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(position))
			.satisfies((ex) -> assertThat(ex.reason()).contains(reason))
			.satisfies((ex) -> assertThat(ex.expression()).isEqualTo(text));
	}

	@Test
	void eachItemOfManyMayBeAsLongAsTermsMayBe() {
		String longest = "print(" + "x".repeat(TermsParser.MAX_LENGTH - 7) + ")";
		String spaces = " ".repeat(TermsParser.MAX_LENGTH);
		assertThat(Terms.parseAll("a=" + spaces + longest + spaces + ";b=" + longest)).hasSize(2);
		assertThatExceptionOfType(TermsSyntaxException.class)
			.isThrownBy(() -> Terms.parseAll("a=off;b=" + longest.replace("x)", "xx)")))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(8 + TermsParser.MAX_LENGTH))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo("the text is too long"));
	}

	@Test
	void manyHaveALimitTogether() {
		String longest = ";".repeat(TermsParser.MAX_TOTAL_LENGTH);
		assertThat(Terms.parseAll(longest)).isEmpty();
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.parseAll(longest + ";"))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(TermsParser.MAX_TOTAL_LENGTH));
	}

	static String canonical(Terms terms) {
		return terms.terms().stream().map(Term::toString).collect(Collectors.joining("->"));
	}

}
