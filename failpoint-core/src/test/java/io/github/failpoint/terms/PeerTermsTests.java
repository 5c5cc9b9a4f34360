package io.github.failpoint.terms;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what the siblings of this library get wrong in their languages of terms, each
 * named after what happens there, and showing what happens here instead.
 */
class PeerTermsTests {

	@Test
	void pingcapReadsAMisspeltTrueAsTrue() {
		assertThat(value("return(ture)")).isEqualTo(new Value.Text("ture"));
	}

	@Test
	void pingcapReadsAQuotedNumberAsFalse() {
		assertThat(value("return('100')")).isEqualTo(new Value.Text("100"));
	}

	@Test
	void pingcapCrashesOnBareText() {
		assertThat(value("return(abc)")).isEqualTo(new Value.Text("abc"));
	}

	@Test
	void pingcapAcceptsACountWithoutAnAction() {
		assertRefused("5*", 2, "expected an action");
	}

	@Test
	void pingcapRejectsEscapesInText() {
		assertThat(value("return(\"say \\\"hi\\\"\\n\")")).isEqualTo(new Value.Text("say \"hi\"\n"));
	}

	@Test
	void pingcapSeparatorsInsideATermBreakTheVariable() {
		assertThat(Terms.parseAll("a=return(x=1;y=2);b=print(\"c=d;\")")).containsExactly(
				Map.entry("a", Terms.of("return(\"x=1;y=2\")")), Map.entry("b", Terms.of("print(\"c=d;\")")));
	}

	@Test
	void pingcapAnEmptyBodyEnablesWithNoTerms() {
		assertRefused("", 0, "expected an action");
	}

	@Test
	void pingcapHidesTheReasonOfABadTerm() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.of("2*retrun(1)"))
			.withMessage("Invalid terms \"2*retrun(1)\" at position 2: unknown action \"retrun\", "
					+ "did you mean \"return\"?");
	}

	@Test
	void gofailAPercentageNeedsDecimals() {
		assertThat(Terms.of("50%off")).isEqualTo(Terms.of("50.0%off"));
	}

	@Test
	void gofailABulkWriteStopsHalfWay() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.parseAll("a=off;b=5*;c=off"))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(10));
	}

	@Test
	void failRsTakesANegativePercentage() {
		assertRefused("-1%off", 0, "a probability or count has no sign");
	}

	@Test
	void failRsTakesAPercentageAboveHundred() {
		assertRefused("125%off", 0, "the probability 125% is above 100%");
	}

	@Test
	void pingcapJoinsRepeatedModifiers() {
		assertRefused("50%50%off", 3, "the probability is given twice");
		assertRefused("2*2*off", 2, "the count is given twice");
	}

	@Test
	void failRsSplitsAtArrowsInsideParentheses() {
		assertThat(Terms.of("return(a->b)->print(\"->\")").terms()).hasSize(2);
	}

	@Test
	void pingcapTheOrderOfModifiersMatters() {
		assertThat(Terms.of("2*50%off")).isEqualTo(Terms.of("50%2*off"));
	}

	@Test
	void freeBsdDelayIsInMicroseconds() {
		assertThat(Terms.of("delay(5)")).isEqualTo(Terms.of("delay(5ms)"));
	}

	@Test
	void freeBsdAnOverLongValueLeaksALock() {
		assertRefused("print(" + "x".repeat(5000) + ")", 4096, "the text is too long");
	}

	private static Value value(String text) {
		return ((Action.Return) Terms.of(text).terms().get(0).action()).value();
	}

	private static void assertRefused(String text, int position, String reason) {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.of(text))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(position))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

}
