package io.github.failpoint.terms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Term}.
 */
class TermTests {

	private static final Action OFF = new Action.Off();

	@Test
	void writesTheCountBeforeTheProbability() {
		assertThat(new Term(12.5, 2, OFF)).hasToString("2*12.5%off");
	}

	@Test
	void leavesOutWhatSaysNothing() {
		assertThat(new Term(Term.ALWAYS, Term.UNLIMITED, OFF)).hasToString("off");
	}

	@Test
	void neverWritesAnExponent() {
		assertThat(new Term(1e-9, Term.MAX_COUNT, OFF)).hasToString("9007199254740991*0.000000001%off");
		assertThat(new Term(Double.MIN_VALUE, 1, OFF).toString()).doesNotContain("E");
	}

	@Test
	void negativeZeroIsZero() {
		assertThat(new Term(-0.0, 1, OFF)).isEqualTo(new Term(0, 1, OFF)).hasToString("1*0%off");
	}

	@Test
	void knowsItsModifiers() {
		assertThat(new Term(99, Term.UNLIMITED, OFF)).returns(true, Term::hasProbability)
			.returns(false, Term::hasCount);
		assertThat(new Term(100, 1, OFF)).returns(false, Term::hasProbability).returns(true, Term::hasCount);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -1, 100.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void probabilityIsAPercentage(double probability) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Term(probability, 1, OFF))
			.withMessage("'probability' must be from 0 to 100 but is " + probability);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE, Term.MAX_COUNT + 1, Long.MAX_VALUE - 1 })
	void countIsPositiveAndExactInADouble(long count) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Term(1, count, OFF))
			.withMessage("'count' must be from 1 to 9007199254740991 but is " + count);
	}

}
