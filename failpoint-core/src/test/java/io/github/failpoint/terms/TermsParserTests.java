package io.github.failpoint.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TermsParser} and the parsers that it is made of.
 */
class TermsParserTests {

	@ParameterizedTest
	@MethodSource
	void parsesEveryAction(String text, Action action) {
		assertThat(Terms.of(text).terms()).containsExactly(new Term(Term.ALWAYS, Term.UNLIMITED, action));
	}

	static Stream<Arguments> parsesEveryAction() {
		return Stream.of(arguments("off", new Action.Off()), arguments("yield", new Action.Yield()),
				arguments("break", new Action.Break()), arguments("return", new Action.Return(new Value.None())),
				arguments("return ( )", new Action.Return(new Value.None())),
				arguments("throw(IOException)", new Action.Throw("IOException", null)),
				arguments("throw( java.io.IOException )", new Action.Throw("java.io.IOException", null)),
				arguments("throw(a.B$C,x)", new Action.Throw("a.B$C", "x")),
				arguments("throw(\"a.B\" , 'x, y')", new Action.Throw("a.B", "x, y")),
				arguments("throw(A, x, (y) )", new Action.Throw("A", "x, (y)")),
				arguments("throw(A, 1)", new Action.Throw("A", "1")),
				arguments("throw(A, null)", new Action.Throw("A", "null")),
				arguments("throw(A, {\"a\": \")\"})", new Action.Throw("A", "{\"a\": \")\"}")),
				arguments("throw(A, \"\")", new Action.Throw("A", "")), arguments("panic", new Action.Panic(null)),
				arguments("panic()", new Action.Panic(null)), arguments("panic(true)", new Action.Panic("true")),
				arguments("print", new Action.Print(null)), arguments("print(1e5)", new Action.Print("1e5")),
				arguments("print([1, 2])", new Action.Print("[1, 2]")), arguments("pause", new Action.Pause(null)),
				arguments("pause(5s)", new Action.Pause(nanos(5_000_000_000L))),
				arguments("sleep(1)", new Action.Sleep(nanos(1_000_000))),
				arguments("delay(1us..2us)", new Action.Delay(new DurationRange(1_000, 2_000))),
				arguments("exit", new Action.Exit(134)), arguments("exit( 0 )", new Action.Exit(0)),
				arguments("exit(255)", new Action.Exit(255)));
	}

	@ParameterizedTest
	@MethodSource
	void parsesEveryValue(String value, Value expected) {
		assertThat(action("return(" + value + ")")).isEqualTo(new Action.Return(expected));
		assertThat(action("return ( \t" + value + "\n )")).isEqualTo(new Action.Return(expected));
	}

	static Stream<Arguments> parsesEveryValue() {
		return Stream.of(arguments("null", new Value.Null()), arguments("true", new Value.Bool(true)),
				arguments("false", new Value.Bool(false)), arguments("0", number("0")), arguments("-1", number("-1")),
				arguments("1.5e3", number("1500")), arguments("1E-2", number("0.01")), arguments("1e+2", number("100")),
				arguments("1e2147483647", number("1e2147483647")), arguments("0.1e2147483647", number("1e2147483646")),
				arguments("1e-2147483647", number("1e-2147483647")), arguments("\"1\"", text("1")),
				arguments("'null'", text("null")), arguments("\"\"", text("")), arguments("''", text("")),
				arguments("SHIPPED", text("SHIPPED")), arguments("two words", text("two words")),
				arguments("NULL", text("NULL")), arguments("True", text("True")), arguments("01", text("01")),
				arguments("+1", text("+1")), arguments("1.", text("1.")), arguments(".5", text(".5")),
				arguments("1e", text("1e")), arguments("1e+", text("1e+")), arguments("-", text("-")),
				arguments("NaN", text("NaN")), arguments("1 2", text("1 2")), arguments("1,5", text("1,5")),
				arguments("\u0661", text("\u0661")), arguments("f(x)", text("f(x)")), arguments("(())", text("(())")),
				arguments("a;b->c=d", text("a;b->c=d")), arguments("it's", text("it's")),
				arguments("5\" disk", text("5\" disk")), arguments("a\\nb", text("a\\nb")),
				arguments("x[1]{", text("x[1]{")), arguments("\ufeffx", text("\ufeffx")),
				arguments("\"a)->;\\\"\\'\\\\\\n\\t\\r\\u00e9\\uD83d\"", text("a)->;\"'\\\n\t\r\u00e9\ud83d")),
				arguments("'\"'", text("\"")), arguments("\"'\"", text("'")), arguments("\" a \"", text(" a ")),
				arguments("\"\ud83d\ude00\0\"", text("\ud83d\ude00\0")), arguments("{}", json("{}")),
				arguments("[]", json("[]")),
				arguments("[1, {\"a\": [\"]\", \"\\\"}\"]}]", json("[1, {\"a\": [\"]\", \"\\\"}\"]}]")),
				arguments("{no: 'json)'}", json("{no: 'json)'}")), arguments("[a(b]", json("[a(b]")));
	}

	@ParameterizedTest
	@MethodSource
	void parsesEveryDuration(String duration, long min, long max) {
		DurationRange expected = new DurationRange(min, max);
		assertThat(action("sleep(" + duration + ")")).isEqualTo(new Action.Sleep(expected));
		assertThat(action("sleep( \" " + duration + " \" )")).isEqualTo(new Action.Sleep(expected));
		assertThat(action("pause('" + duration + "')")).isEqualTo(new Action.Pause(expected));
	}

	static Stream<Arguments> parsesEveryDuration() {
		return Stream.of(arguments("1", 1_000_000, 1_000_000), arguments("0", 0, 0), arguments("1ns", 1, 1),
				arguments("1us", 1_000, 1_000), arguments("1 ms", 1_000_000, 1_000_000),
				arguments("1s", 1_000_000_000L, 1_000_000_000L), arguments("1m", 60_000_000_000L, 60_000_000_000L),
				arguments("1h", 3_600_000_000_000L, 3_600_000_000_000L),
				arguments("1.5s", 1_500_000_000L, 1_500_000_000L), arguments(".5us", 500, 500),
				arguments("0.4ns", 0, 0), arguments("0.5ns", 1, 1), arguments("1.49999999999999999999ns", 1, 1),
				arguments("9223372036854775807ns", Long.MAX_VALUE, Long.MAX_VALUE),
				arguments("1..5", 1_000_000, 5_000_000), arguments("1 .. 5", 1_000_000, 5_000_000),
				arguments("1.5..2.5", 1_500_000, 2_500_000), arguments(".1...5", 100_000, 500_000),
				arguments("5..5", 5_000_000, 5_000_000), arguments("999us .. 1 ms", 999_000, 1_000_000));
	}

	@ParameterizedTest
	@MethodSource
	void parsesEveryModifier(String modifiers, double probability, long count) {
		assertThat(Terms.of(modifiers + "off").terms()).containsExactly(new Term(probability, count, new Action.Off()));
	}

	static Stream<Arguments> parsesEveryModifier() {
		return Stream.of(arguments("", 100, Term.UNLIMITED), arguments("50%", 50, Term.UNLIMITED),
				arguments("12.5%", 12.5, Term.UNLIMITED), arguments(".5 % ", 0.5, Term.UNLIMITED),
				arguments("0%", 0, Term.UNLIMITED), arguments("100%", 100, Term.UNLIMITED),
				arguments("0." + "0".repeat(400) + "1%", 0, Term.UNLIMITED), arguments("1*", 100, 1),
				arguments("9007199254740991*", 100, 9007199254740991L), arguments("0001 * ", 100, 1),
				arguments("2*50%", 50, 2), arguments("50%2*", 50, 2), arguments(" 2 * \n 50 \t % ", 50, 2));
	}

	@ParameterizedTest
	@MethodSource("errors")
	void errorsKnowPositionAndReason(String text, int position, String reason) {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.of(text)).satisfies((ex) -> {
			assertThat(ex.reason()).contains(reason);
			assertThat(ex.position()).isEqualTo(position);
			assertThat(ex.expected()).isNotEmpty();
			assertThat(ex.expression()).isEqualTo(text);
		});
	}

	static Stream<Arguments> errors() {
		return Stream.of(structureErrors(), modifierErrors(), argumentErrors(), durationErrors(), textErrors())
			.flatMap((errors) -> errors);
	}

	private static Stream<Arguments> structureErrors() {
		return Stream.of(arguments("", 0, "expected an action"), arguments("  ", 2, "expected an action"),
				arguments("->", 0, "expected an action"), arguments("->off", 0, "expected an action"),
				arguments("off->", 5, "expected an action"), arguments("off-> ", 6, "expected an action"),
				arguments("off->->off", 5, "expected an action"), arguments("off - >off", 4, "unexpected text"),
				arguments("off-", 3, "unexpected text"), arguments("off off", 4, "unexpected text"),
				arguments("off,", 3, "unexpected text"), arguments("return(\"a\")x", 11, "unexpected text"),
				arguments("return(1)x", 9, "unexpected text"), arguments("return(1))", 9, "unexpected text"),
				arguments("off;", 3, "separates several failpoints"),
				arguments("off;yield", 3, "separates several failpoints"), arguments(";", 0, "expected an action"),
				arguments("foo", 0, "unknown action \"foo\""), arguments("off->slep(1)", 5, "unknown action \"slep\""),
				arguments("OFF", 0, "unknown action \"OFF\""), arguments("Sleep(1)", 0, "unknown action \"Sleep\""),
				arguments("off2", 0, "unknown action \"off2\""), arguments("NaN%off", 0, "unknown action \"NaN\""),
				arguments("(off)", 0, "expected an action"), arguments("\"off\"", 0, "expected an action"),
				arguments("\ufeffoff", 0, "expected an action"), arguments("\0off", 0, "expected an action"),
				arguments("off\0", 3, "unexpected text"), arguments("\u00a0off", 0, "expected an action"),
				arguments("\ud800", 0, "expected an action"), arguments("\uff4fff", 0, "unknown action"),
				arguments("x".repeat(4097), 4096, "too long"), arguments(" ".repeat(4097), 4096, "too long"),
				arguments("off->".repeat(64) + "off", 320, "more than 64 terms"));
	}

	private static Stream<Arguments> modifierErrors() {
		return Stream.of(arguments("5", 1, "expected \"%\" or \"*\""), arguments("5 off", 2, "expected \"%\" or \"*\""),
				arguments("5*", 2, "expected an action"), arguments("5%", 2, "expected an action"),
				arguments("5* ->off", 3, "expected an action"),
				arguments("5%6%off", 2, "the probability is given twice"),
				arguments("5*6*off", 2, "the count is given twice"),
				arguments("5*6%7*off", 4, "the count is given twice"),
				arguments("100%100%off", 4, "the probability is given twice"),
				arguments("101%off", 0, "the probability 101% is above 100%"),
				arguments("100.00000000000000001%off", 0, "is above 100%"),
				arguments("9".repeat(400) + "%off", 0, "is above 100%"), arguments("-5%off", 0, "has no sign"),
				arguments("+5%off", 0, "has no sign"), arguments("-.5%off", 0, "has no sign"),
				arguments("2*-5%off", 2, "has no sign"), arguments("1e2%off", 1, "expected \"%\" or \"*\""),
				arguments("5.%off", 2, "expected a digit"), arguments(".%off", 1, "expected a digit"),
				arguments("1..5%off", 2, "expected a digit"), arguments("1.2.3%off", 4, "expected a digit"),
				arguments("0*off", 0, "the count 0 is not possible"), arguments("000*off", 0, "the count 000"),
				arguments("1.5*off", 0, "the count 1.5 is not possible"),
				arguments("1.0*off", 0, "the count 1.0 is not possible"),
				arguments("9007199254740992*off", 0, "the count 9007199254740992 is not possible"),
				arguments("9".repeat(400) + "*off", 0, "is not possible"), arguments("*off", 0, "expected an action"),
				arguments("%off", 0, "expected an action"), arguments("\u0665%off", 0, "unknown action"),
				arguments("Infinity%off", 0, "unknown action"), arguments("50%%off", 3, "expected an action"));
	}

	private static Stream<Arguments> argumentErrors() {
		return Stream.of(arguments("off(1)", 3, "off takes no argument"),
				arguments("off()", 3, "off takes no argument"), arguments("yield (1)", 6, "yield takes no argument"),
				arguments("break(x)", 5, "break takes no argument"), arguments("sleep", 5, "sleep needs a duration"),
				arguments("delay ->off", 6, "delay needs a duration"),
				arguments("throw", 5, "throw needs an exception type"),
				arguments("throw()", 6, "expected an exception type"),
				arguments("throw(,x)", 6, "expected an exception type"),
				arguments("throw(\"\")", 6, "expected an exception type"),
				arguments("throw(IO Exception)", 8, "is not an exception type"),
				arguments("throw( a..B)", 9, "is not an exception type"),
				arguments("throw(a.)", 8, "is not an exception type"), arguments("throw(1A)", 6, "is not an exception"),
				arguments("throw({})", 6, "is not an exception type"),
				arguments("throw(A(b))", 7, "is not an exception"),
				arguments("throw('a b')", 6, "is not an exception type"),
				arguments("throw(A\0)", 7, "is not an exception"), arguments("throw('A' x)", 10, "unexpected text"),
				arguments("throw(A,)", 8, "expected a message"), arguments("throw(A, \"x\" y)", 13, "unexpected text"),
				arguments("return(\"a\" b)", 11, "unexpected text"), arguments("return('a''b')", 10, "unexpected text"),
				arguments("return({} x)", 10, "unexpected text"), arguments("print([a] b)", 10, "unexpected text"),
				arguments("return([}])", 8, "closes another one"),
				arguments("return({\"a\":[1})", 14, "closes another one"),
				arguments("return(1e99999999999)", 7, "is out of range"),
				arguments("return(100e2147483647)", 7, "is out of range"),
				arguments("return(10e2147483647)", 7, "is out of range"),
				arguments("return(0.1e-2147483647)", 7, "is out of range"),
				arguments("exit()", 5, "expected an exit status"), arguments("exit(-1)", 5, "expected an exit status"),
				arguments("exit(256)", 5, "is not possible"), arguments("exit(99999999999)", 5, "is not possible"),
				arguments("exit(1.5)", 6, "unexpected text"), arguments("exit('1')", 5, "expected an exit status"));
	}

	private static Stream<Arguments> durationErrors() {
		return Stream.of(arguments("sleep()", 6, "expected a duration"), arguments("pause()", 6, "expected a duration"),
				arguments("sleep(abc)", 6, "expected a duration"), arguments("sleep(-1)", 6, "a duration has no sign"),
				arguments("sleep(+1)", 6, "a duration has no sign"), arguments("sleep(1e3)", 7, "unknown unit \"e3\""),
				arguments("sleep(1S)", 7, "unknown unit \"S\""), arguments("sleep(1 sec)", 8, "unknown unit \"sec\""),
				arguments("sleep(1\u00b5s)", 7, "unknown unit"), arguments("sleep(1d)", 7, "unknown unit \"d\""),
				arguments("sleep(1s2)", 7, "unknown unit \"s2\""), arguments("sleep(1s 2s)", 9, "unexpected text"),
				arguments("sleep(1.s)", 8, "expected a digit"), arguments("sleep(.s)", 7, "expected a digit"),
				arguments("sleep(1. .2)", 8, "expected a digit"), arguments("sleep(..2)", 7, "expected a digit"),
				arguments("sleep(1..)", 9, "expected a duration"), arguments("sleep(1..-2)", 9, "has no sign"),
				arguments("sleep(1,5s)", 7, "unexpected text"), arguments("sleep(1ms..5)", 12, "only one end"),
				arguments("sleep(1..5ms)", 10, "only one end"), arguments("sleep(5..1)", 9, "ends below its start"),
				arguments("sleep(1s..999ms)", 10, "ends below its start"),
				arguments("sleep(1...5)", 9, "ends below its start"),
				arguments("sleep(9223372036854775808ns)", 6, "the duration is too long"),
				arguments("sleep(9223372036854775807.5ns)", 6, "the duration is too long"),
				arguments("sleep(1..9223372036855)", 9, "the duration is too long"),
				arguments("sleep(2562048h)", 6, "the duration is too long"),
				arguments("sleep(" + "9".repeat(4000) + ")", 6, "the duration is too long"),
				arguments("sleep(\"\")", 7, "expected a duration"), arguments("sleep(\"1s x\")", 10, "unexpected text"),
				arguments("sleep(\"1s\"..\"2s\")", 10, "unexpected text"),
				arguments("sleep(NaN)", 6, "expected a duration"),
				arguments("sleep(\u0661)", 6, "expected a duration"));
	}

	private static Stream<Arguments> textErrors() {
		return Stream.of(arguments("return(", 6, "parenthesis is not closed"),
				arguments("return(a(b)", 6, "parenthesis is not closed"), arguments("throw(", 5, "not closed"),
				arguments("throw(A", 5, "parenthesis is not closed"), arguments("throw(A,", 5, "not closed"),
				arguments("throw('A B'", 5, "parenthesis is not closed"), arguments("panic(", 5, "not closed"),
				arguments("sleep(", 5, "parenthesis is not closed"), arguments("sleep(1", 5, "not closed"),
				arguments("sleep(1.", 5, "parenthesis is not closed"), arguments("sleep(1..", 5, "not closed"),
				arguments("sleep(1s..2", 5, "parenthesis is not closed"), arguments("sleep(1n", 5, "not closed"),
				arguments("exit(", 4, "parenthesis is not closed"), arguments("exit(1", 4, "not closed"),
				arguments("return(\"a\"", 6, "parenthesis is not closed"),
				arguments("return({}", 6, "parenthesis is not closed"),
				arguments("return(\"a)", 7, "the quote is not closed"),
				arguments("return('a\\')", 7, "the quote is not closed"),
				arguments("return(\"", 7, "the quote is not closed"),
				arguments("return(\"\\", 7, "quote is not closed"),
				arguments("return(\"\\u00", 7, "the quote is not closed"),
				arguments("sleep(\"", 6, "the quote is not closed"), arguments("sleep(\"1", 6, "quote is not closed"),
				arguments("sleep('1s)", 6, "the quote is not closed"),
				arguments("return([1)", 7, "the bracket is not closed"),
				arguments("return([1,[2])", 7, "the bracket is not closed"),
				arguments("return([1,[2)", 10, "the bracket is not closed"),
				arguments("return({\"a)})", 8, "the quote is not closed"),
				arguments("return({\"\\", 8, "the quote is not closed"),
				arguments("return(\"\\x\")", 9, "the escape is not known"),
				arguments("return(\"\\N\")", 9, "the escape is not known"),
				arguments("return(\"\\u12\")", 12, "the escape is not known"),
				arguments("return(\"\\u00g0\")", 12, "the escape is not known"),
				arguments("return(\"\\u\u0661111\")", 10, "the escape is not known"));
	}

	@Test
	void acceptsTheMostTermsAndTheLongestText() {
		assertThat(Terms.of("off->".repeat(63) + "off").terms()).hasSize(64);
		assertThat(Terms.of("print(" + "x".repeat(4089) + ")").terms()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{", "[{", "(", "\"", "'", "\\", "->", "off->", "\"\\", "{\"", "..", "1*", "1%", "a.",
			"1", " ", ";", "a=off;", "=", "\0", "\ud800", "throw(", "print(\"\");" })
	void readsEveryCharacterAFewTimesAtMost(String unit) {
		for (String start : new String[] { "", "return(", "return(\"", "sleep(", "sleep(\"1", "throw(", "1*", "a=",
				"off->" }) {
			int length = TermsParser.MAX_LENGTH - start.length();
			assertReadsAreLinear(start + unit.repeat(length / unit.length()), false);
			assertReadsAreLinear("a=" + start + unit.repeat(16 * length / unit.length() / 2), true);
		}
	}

	private static void assertReadsAreLinear(String text, boolean many) {
		TermsParser parser = new TermsParser(text);
		try {
			Object parsed = many ? parser.parseAll() : parser.parse();
			assertThat(parsed).isNotNull();
		}
		catch (TermsSyntaxException ex) {
			assertThat(ex.position()).isBetween(0, text.length());
		}
		assertThat(parser.reads()).isLessThanOrEqualTo(8L * text.length() + 64);
	}

	@Test
	void nestsBracketsAsDeeplyAsTheTextIsLong() {
		String nested = "[".repeat(2044) + "]".repeat(2044);
		assertThat(action("return(" + nested + ")")).isEqualTo(new Action.Return(json(nested)));
		String parentheses = "x" + "(".repeat(2043) + ")".repeat(2043);
		assertThat(action("return(" + parentheses + ")")).isEqualTo(new Action.Return(text(parentheses)));
	}

	@Test
	void suggestsEveryActionForItsMisspelling() {
		assertThat(ActionParser.KEYWORDS).allSatisfy((keyword) -> {
			assertThat(suggestions(keyword.toUpperCase(Locale.ROOT))).startsWith(keyword);
			IntStream.range(1, keyword.length())
				.forEach((i) -> assertThat(suggestions(keyword.substring(0, i) + "x" + keyword.substring(i)))
					.contains(keyword));
		});
	}

	private static List<String> suggestions(String word) {
		try {
			Terms.of(word);
			throw new AssertionError(word);
		}
		catch (TermsSyntaxException ex) {
			return ex.suggestions();
		}
	}

	private static Action action(String text) {
		return Terms.of(text).terms().get(0).action();
	}

	private static DurationRange nanos(long nanos) {
		return new DurationRange(nanos, nanos);
	}

	private static Value number(String number) {
		return new Value.Num(new BigDecimal(number));
	}

	private static Value text(String text) {
		return new Value.Text(text);
	}

	private static Value json(String json) {
		return new Value.Json(json);
	}

}
