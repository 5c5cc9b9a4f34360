package io.github.failpoint.terms;

import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the parser does with any text: take it and write it down again, or say where it is
 * wrong, and in either case read every character a few times at most.
 */
final class ParserContract {

	private ParserContract() {
	}

	/**
	 * Return whether the text is taken as the terms of one failpoint.
	 */
	static boolean takesOne(String text) {
		Optional<Terms> terms = parse(text, TermsParser::parse);
		terms.ifPresent((parsed) -> {
			assertThat(parsed.toString()).isEqualTo(text);
			assertCanonicalTextIsEqual(parsed);
		});
		return terms.isPresent();
	}

	/**
	 * Return whether the text is taken as the terms of many failpoints.
	 */
	static boolean takesMany(String text) {
		return parse(text, TermsParser::parseAll).map((all) -> {
			all.forEach((name, terms) -> {
				assertThat(FailpointName.requireValid(name)).isEqualTo(name);
				assertThat(Terms.of(terms.toString())).isEqualTo(terms);
				assertCanonicalTextIsEqual(terms);
			});
			return all;
		}).isPresent();
	}

	private static <T> Optional<T> parse(String text, Function<TermsParser, T> parse) {
		TermsParser parser = new TermsParser(text);
		try {
			return Optional.of(parse.apply(parser));
		}
		catch (TermsSyntaxException ex) {
			assertThat(ex.expression()).isEqualTo(text);
			assertThat(ex.position()).isBetween(0, text.length());
			assertThat(ex.render().lines()).hasSize(2);
			assertThat(ex.getMessage()).startsWith("Invalid terms \"").hasSizeLessThan(1200).doesNotContain("\n", "\0");
			return Optional.empty();
		}
		finally {
			assertThat(parser.reads()).isLessThanOrEqualTo(8L * text.length() + 64);
		}
	}

	/**
	 * The canonical text may be longer than what was written, and too long.
	 */
	private static void assertCanonicalTextIsEqual(Terms terms) {
		String canonical = TermsTests.canonical(terms);
		if (canonical.length() <= TermsParser.MAX_LENGTH) {
			assertThat(Terms.of(canonical)).isEqualTo(terms);
			assertThat(TermsTests.canonical(Terms.of(canonical))).isEqualTo(canonical);
		}
	}

}
