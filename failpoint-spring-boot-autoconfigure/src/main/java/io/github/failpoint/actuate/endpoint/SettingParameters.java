package io.github.failpoint.actuate.endpoint;

import java.time.Duration;
import java.util.Map;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.StringUtils;

/**
 * The parameters of a write operation.
 *
 * @param name the name of the failpoint, or {@code null} if the terms bring names along
 * @param terms the terms
 * @param options the options
 * @param allowUnknown whether names that nobody declares are taken
 */
record SettingParameters(@Nullable String name, String terms, EnableOptions options, boolean allowUnknown) {

	private static final int LONGEST_NUMBER = 20;

	private static final int LONGEST_REASON = 500;

	static SettingParameters of(@Nullable String name, @Nullable String terms, @Nullable String seed,
			@Nullable String ttl, @Nullable String reason, @Nullable String allowUnknown) {
		EnableOptions options = EnableOptions.source(FailpointSource.ENDPOINT)
			.withSeed(seed(name, seed))
			.withTtl(ttl(name, ttl))
			.withReason(reason(name, reason));
		return new SettingParameters(name, present(name, terms), options, flag(name, "allowUnknown", allowUnknown));
	}

	private static String present(@Nullable String name, @Nullable String terms) {
		if (!StringUtils.hasText(terms)) {
			throw FailpointRequestException.invalid("'terms' must not be " + ((terms != null) ? "empty" : "missing"),
					name);
		}
		return terms;
	}

	private static @Nullable Long seed(@Nullable String name, @Nullable String seed) {
		try {
			return (seed != null) ? Long.valueOf(seed) : null;
		}
		catch (NumberFormatException ex) {
			throw FailpointRequestException.invalid("'seed' must be an integer of 64 bits, not " + quote(seed), name);
		}
	}

	/**
	 * A number alone is refused: nobody can tell milliseconds from seconds.
	 */
	private static @Nullable Duration ttl(@Nullable String name, @Nullable String ttl) {
		if (ttl == null) {
			return null;
		}
		try {
			Duration parsed = Character.isLetter(ttl.isEmpty() ? '0' : ttl.charAt(ttl.length() - 1))
					? DurationStyle.detectAndParse(ttl) : Duration.ZERO;
			EnableOptions.ttl(parsed);
			return parsed;
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw FailpointRequestException.invalid(
					"'ttl' must be a positive duration with a unit "
							+ "(ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not " + quote(ttl),
					name);
		}
	}

	static @Nullable String reason(@Nullable String name, @Nullable String reason) {
		if (reason != null && reason.length() > LONGEST_REASON) {
			throw FailpointRequestException
				.invalid("'reason' must not be longer than " + LONGEST_REASON + " characters", name);
		}
		return StringUtils.hasText(reason) ? reason : null;
	}

	static boolean flag(@Nullable String name, String parameter, @Nullable String value) {
		if (value == null || value.equals("false")) {
			return false;
		}
		if (value.equals("true")) {
			return true;
		}
		throw FailpointRequestException.invalid("'" + parameter + "' must be true or false, not " + quote(value), name);
	}

	private static String quote(String value) {
		return Quoting.quote((value.length() > LONGEST_NUMBER) ? value.substring(0, LONGEST_NUMBER) + "..." : value);
	}

	Terms parse() {
		try {
			return Terms.of(this.terms);
		}
		catch (TermsSyntaxException ex) {
			throw FailpointRequestException.invalidTerms(this.name, ex);
		}
	}

	Map<String, Terms> parseAll() {
		try {
			return Terms.parseAll(this.terms);
		}
		catch (TermsSyntaxException ex) {
			throw FailpointRequestException.invalidTerms(null, ex);
		}
	}

}
