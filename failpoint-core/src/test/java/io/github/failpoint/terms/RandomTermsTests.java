package io.github.failpoint.terms;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for properties that hold whatever the text. The seed is new in each run, shown
 * when a test fails, and set by the system property {@code failpoint.test.seed};
 * {@code failpoint.test.inputs} says how many texts to try in all.
 */
class RandomTermsTests {

	private final int inputs = Integer.getInteger("failpoint.test.inputs", 200_000);

	private final long seed = Long.getLong("failpoint.test.seed", System.nanoTime());

	private final RandomTermsGenerator generator = new RandomTermsGenerator(this.seed);

	@Test
	void validTermsAreTaken() {
		int runs = this.inputs / 4;
		assertThat(taken(runs, this.generator::terms, ParserContract::takesOne)).isEqualTo(runs);
	}

	@Test
	void brokenTermsAreTakenOrSayWhere() {
		int runs = this.inputs / 4;
		int taken = taken(runs, () -> this.generator.mutated(this.generator.terms()), ParserContract::takesOne);
		assertThat(taken).as("seed %d", this.seed).isBetween(runs / 10, runs - runs / 10);
	}

	@Test
	void manyAtOnceAreTakenOrSayWhere() {
		int runs = this.inputs / 4;
		int taken = taken(runs, () -> this.generator.mutated(this.generator.many()), ParserContract::takesMany);
		assertThat(taken).as("seed %d", this.seed).isBetween(runs / 10, runs - runs / 10);
	}

	@Test
	void junkIsTakenOrSaysWhere() {
		int runs = this.inputs / 4;
		taken(runs / 2, this.generator::junk, ParserContract::takesOne);
		taken(runs / 2, this.generator::junk, ParserContract::takesMany);
	}

	private int taken(int runs, Supplier<String> texts, Predicate<String> taken) {
		int count = 0;
		for (int i = 0; i < runs; i++) {
			count += isTaken(texts.get(), taken) ? 1 : 0;
		}
		return count;
	}

	private boolean isTaken(String text, Predicate<String> taken) {
		try {
			return taken.test(text);
		}
		catch (RuntimeException | AssertionError | StackOverflowError ex) {
			throw new AssertionError("-Dfailpoint.test.seed=" + this.seed + " fails for " + Excerpt.quote(text), ex);
		}
	}

}
