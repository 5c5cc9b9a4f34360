package io.github.failpoint.terms;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what the siblings of this library get wrong in their languages of terms.
 */
class PeerTermsTests {

	@Test
	void returnOfMisspeltTrueIsTextNotTrue() {
		assertThat(value("return(ture)")).isEqualTo(new Value.Text("ture"));
	}

	@Test
	void returnOfQuotedNumberIsTextNotFalse() {
		assertThat(value("return('100')")).isEqualTo(new Value.Text("100"));
	}

	@Test
	void returnOfBareTextIsTextAndNoCrash() {
		assertThat(value("return(abc)")).isEqualTo(new Value.Text("abc"));
	}

	@Test
	void countWithoutActionIsRefusedWhenItIsParsed() {
		assertRefused("5*", 2, "expected an action");
	}

	@Test
	void escapesInTextAreResolved() {
		assertThat(value("return(\"say \\\"hi\\\"\\n\")")).isEqualTo(new Value.Text("say \"hi\"\n"));
	}

	@Test
	void separatorsInsideATermLeaveTheOthersAlone() {
		assertThat(Terms.parseAll("a=return(x=1;y=2);b=print(\"c=d;\")")).containsExactly(
				Map.entry("a", Terms.of("return(\"x=1;y=2\")")), Map.entry("b", Terms.of("print(\"c=d;\")")));
	}

	@Test
	void emptyTermsAreRefused() {
		assertRefused("", 0, "expected an action");
	}

	@Test
	void badTermsSayWhyAndWhere() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.of("2*retrun(1)"))
			.withMessage("Invalid terms \"2*retrun(1)\" at position 2: unknown action \"retrun\", "
					+ "did you mean \"return\"?");
	}

	@Test
	void percentageNeedsNoDecimals() {
		assertThat(Terms.of("50%off")).isEqualTo(Terms.of("50.0%off"));
	}

	@Test
	void oneBadItemOfManyRefusesAll() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.parseAll("a=off;b=5*;c=off"))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(10));
	}

	@Test
	void negativePercentageIsRefusedWhenItIsParsed() {
		assertRefused("-1%off", 0, "a probability or count has no sign");
	}

	@Test
	void percentageAboveHundredIsRefused() {
		assertRefused("125%off", 0, "the probability 125% is above 100%");
	}

	@Test
	void repeatedModifierIsRefused() {
		assertRefused("50%50%off", 3, "the probability is given twice");
		assertRefused("2*2*off", 2, "the count is given twice");
	}

	@Test
	void arrowInsideParenthesesOrQuotesSplitsNothing() {
		assertThat(Terms.of("return(a->b)->print(\"->\")").terms()).hasSize(2);
	}

	@Test
	void orderOfModifiersMeansNothing() {
		assertThat(Terms.of("2*50%off")).isEqualTo(Terms.of("50%2*off"));
	}

	@Test
	void bareDelayIsInMilliseconds() {
		assertThat(Terms.of("delay(5)")).isEqualTo(Terms.of("delay(5ms)"));
	}

	@Test
	void overlongTermsAreRefused() {
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
