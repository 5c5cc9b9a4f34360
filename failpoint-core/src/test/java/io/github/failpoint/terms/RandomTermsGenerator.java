package io.github.failpoint.terms;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes up terms that are valid, and breaks them.
 */
final class RandomTermsGenerator {

	private static final String[] PIECES = { "->", "(", ")", "[", "]", "{", "}", "\"", "'", "\\", "\\u00", ";", "=",
			",", ".", "..", "%", "*", "-", "+", "0", "9", "1e999999999", "\u0665", "off", "return", "sleep(", "throw(",
			"ms", " ", "\n", "\0", "\ufeff", "\ud800", "\udc00", "\ud83d\ude00", "\u00a0", "NaN", "e", "null" };

	private static final String[] UNITS = { "ns", "us", "ms", "s", "m", "h" };

	private static final String[] BARE = { "abc", "ture", "it's", "a(b(c))", "x=1;y=2", "a->b", "null", "true", "false",
			"-1", "1.50e3", "0.0", "1e-999999999", "01", "two  words", "\u00e9\u4e16", "\ud800", "a\0b", "5\" disk" };

	private static final String[] JSON = { "{}", "[]", "{\"a\": [1, \")\", \"\\\"]\"]}", "[[[[]]]]", "{a: (}", "[\n]" };

	private final SplittableRandom random;

	RandomTermsGenerator(long seed) {
		this.random = new SplittableRandom(seed);
	}

	String many() {
		return Stream.generate(() -> spaced("n" + this.random.nextInt(1000)) + "=" + terms())
			.limit(this.random.nextInt(5))
			.collect(Collectors.joining(";"));
	}

	String terms() {
		return Stream.generate(this::term).limit(1 + this.random.nextInt(4)).collect(Collectors.joining("->"));
	}

	String junk() {
		return Stream.generate(this::scrap).limit(this.random.nextInt(12)).collect(Collectors.joining());
	}

	private String scrap() {
		return oneOf(() -> pick(PIECES), () -> pick(PIECES), () -> pick(BARE), () -> pick(JSON),
				() -> pick(PIECES).repeat(1 << this.random.nextInt(13)),
				() -> Character.toString(this.random.nextInt(0x80)),
				() -> String.valueOf((char) this.random.nextInt(Character.MAX_VALUE + 1)));
	}

	String mutated(String text) {
		StringBuilder mutated = new StringBuilder(text);
		for (int i = this.random.nextInt(2); i >= 0; i--) {
			mutate(mutated);
		}
		return mutated.toString();
	}

	private void mutate(StringBuilder text) {
		int start = this.random.nextInt(text.length() + 1);
		int end = Math.min(text.length(), start + this.random.nextInt(4));
		switch (this.random.nextInt(5)) {
			case 0 -> text.delete(start, end);
			case 1 -> text.insert(start, pick(PIECES));
			case 2 -> text.replace(start, end, pick(PIECES));
			case 3 -> text.insert(this.random.nextInt(text.length() + 1), text.substring(start, end));
			default -> text.setLength(start);
		}
	}

	private String term() {
		String modifiers = switch (this.random.nextInt(5)) {
			case 0 -> count();
			case 1 -> probability();
			case 2 -> count() + probability();
			case 3 -> probability() + count();
			default -> "";
		};
		return spaced(modifiers + spaced(action()));
	}

	private String count() {
		return spaced(Long.toString(this.random.nextLong(1, Term.MAX_COUNT + 1))) + spaced("*");
	}

	private String probability() {
		String percent = oneOf(() -> Integer.toString(this.random.nextInt(101)), () -> "." + this.random.nextInt(1000),
				() -> this.random.nextInt(100) + "." + this.random.nextLong(1L << 62), () -> "100.0");
		return spaced(percent) + spaced("%");
	}

	private String action() {
		return oneOf(() -> "off", () -> "yield", () -> "break", () -> "return", () -> "panic", () -> "pause",
				() -> "exit", () -> "print", () -> "exit" + argument(Integer.toString(this.random.nextInt(256))),
				() -> "return" + argument(value()), () -> "panic" + argument(value()),
				() -> "print" + argument(value()), () -> "print" + argument(""), () -> "sleep" + argument(duration()),
				() -> "delay" + argument(duration()), () -> "pause" + argument(duration()),
				() -> "throw" + argument("java.io.IOException"),
				() -> "throw" + argument(spaced("'A$B'") + "," + spaced(value())));
	}

	private String argument(String argument) {
		return spaced("") + "(" + spaced(argument) + ")";
	}

	private String value() {
		return oneOf(() -> pick(BARE), () -> pick(JSON), this::quoted);
	}

	private String quoted() {
		String quote = oneOf(() -> "\"", () -> "'");
		String content = Stream.generate(() -> pick(PIECES))
			.limit(this.random.nextInt(6))
			.map((piece) -> piece.replace("\\u00", "\\u00e9").replaceAll("^\\\\$|[\"']", "\\\\n"))
			.collect(Collectors.joining());
		return quote + content + quote;
	}

	private String duration() {
		String duration = oneOf(this::amount, this::range, () -> this.random.nextInt(1000) + "..1000",
				() -> this.random.nextInt(100) + "." + this.random.nextInt(1000));
		return oneOf(() -> duration, () -> '"' + spaced(duration) + '"');
	}

	private String range() {
		String unit = pick(UNITS);
		return spaced(this.random.nextInt(500) + ".5" + spaced(unit)) + ".." + spaced("1000" + spaced(unit));
	}

	private String amount() {
		return this.random.nextInt(1000) + spaced("") + pick(UNITS);
	}

	private String spaced(String text) {
		return oneOf(() -> text, () -> text, () -> text, () -> " " + text + "\t", () -> "\n " + text);
	}

	private String pick(String[] texts) {
		return texts[this.random.nextInt(texts.length)];
	}

	@SafeVarargs
	private String oneOf(Supplier<String>... choices) {
		return choices[this.random.nextInt(choices.length)].get();
	}

}
