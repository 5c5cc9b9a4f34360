package io.github.failpoint.terms;

import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for properties that hold whatever the text. The seed is new in each run, shown
 * when a test fails, and set by the system property {@code failpoint.test.seed}.
 */
class RandomTermsTests {

	private static final int RUNS = 60_000;

	private final long seed = Long.getLong("failpoint.test.seed", System.nanoTime());

	private final RandomTermsGenerator generator = new RandomTermsGenerator(this.seed);

	@Test
	void validTermsParseAndTheirCanonicalTextIsEqual() {
		for (int i = 0; i < RUNS; i++) {
			String text = this.generator.terms();
			check(text, () -> assertCanonicalTextIsEqual(Terms.of(text), text));
		}
	}

	@Test
	void brokenTermsParseOrSayWhere() {
		int refused = 0;
		for (int i = 0; i < RUNS; i++) {
			String text = this.generator.mutated(this.generator.terms());
			Optional<Terms> terms = parse(text, Terms::of);
			check(text, () -> terms.ifPresent((parsed) -> assertCanonicalTextIsEqual(parsed, text)));
			refused += terms.isEmpty() ? 1 : 0;
		}
		assertThat(refused).as("seed %d", this.seed).isBetween(RUNS / 10, RUNS - RUNS / 10);
	}

	@Test
	void manyAtOnceParseOrSayWhere() {
		for (int i = 0; i < RUNS / 4; i++) {
			String text = this.generator.mutated(this.generator.many());
			check(text, () -> parse(text, Terms::parseAll).ifPresent((all) -> all.forEach((name, terms) -> {
				assertThat(FailpointName.requireValid(name)).isEqualTo(name);
				assertThat(Terms.of(terms.toString())).isEqualTo(terms);
			})));
		}
	}

	private <T> Optional<T> parse(String text, Function<String, T> parser) {
		try {
			return Optional.of(parser.apply(text));
		}
		catch (TermsSyntaxException ex) {
			check(text, () -> {
				assertThat(ex.position()).isBetween(0, text.length());
				assertThat(ex.render().lines()).hasSize(2);
				assertThat(ex.getMessage()).startsWith("Invalid terms \"").doesNotContain("\n", "\0");
			});
			return Optional.empty();
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw new AssertionError(describe(text), ex);
		}
	}

	private void check(String text, Runnable assertions) {
		try {
			assertions.run();
		}
		catch (RuntimeException | AssertionError ex) {
			throw new AssertionError(describe(text), ex);
		}
	}

	private String describe(String text) {
		return "-Dfailpoint.test.seed=" + this.seed + " fails for " + Quoting.quote(text);
	}

	private static void assertCanonicalTextIsEqual(Terms terms, String text) {
		assertThat(terms.toString()).isEqualTo(text);
		String canonical = TermsTests.canonical(terms);
		assertThat(Terms.of(canonical)).isEqualTo(terms);
		assertThat(TermsTests.canonical(Terms.of(canonical))).isEqualTo(canonical);
	}

}
