package io.github.failpoint.test;

import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * What all draws of a test follow from.
 */
final class TestSeed {

	static final String PROPERTY = "failpoint.test.seed";

	static final String VARIABLE = "FAILPOINT_TEST_SEED";

	private TestSeed() {
	}

	static long next() {
		return of(System.getProperty(PROPERTY), System.getenv(VARIABLE));
	}

	static long of(@Nullable String property, @Nullable String variable) {
		if (property != null && !property.isBlank()) {
			return parse(PROPERTY, property);
		}
		return (variable != null && !variable.isBlank()) ? parse(VARIABLE, variable)
				: ThreadLocalRandom.current().nextLong();
	}

	private static long parse(String origin, String value) {
		try {
			return Long.parseLong(value.strip());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + origin + "' must be a whole number but is \"" + value + "\"", ex);
		}
	}

}
