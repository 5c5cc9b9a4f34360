package io.github.failpoint.test;

import java.time.Duration;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/**
 * How long a test waits for what should happen at once.
 */
final class Patience {

	static final String PROPERTY = "failpoint.test.patience";

	private static final Duration USUAL = Duration.ofSeconds(10);

	private Patience() {
	}

	static Duration limit() {
		return of(System.getProperty(PROPERTY));
	}

	static Duration of(@Nullable String property) {
		return (property != null && !property.isBlank()) ? parse(property) : USUAL;
	}

	private static Duration parse(String property) {
		try {
			return Duration.parse("PT" + property.strip());
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(
					"'" + PROPERTY + "' must be a duration such as 30s or 10m but is \"" + property + "\"", ex);
		}
	}

}
