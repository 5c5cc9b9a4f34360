package io.github.failpoint.actuate.endpoint;

import java.util.Map;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

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

	static SettingParameters of(@Nullable String name, @Nullable String terms, @Nullable String seed,
			@Nullable String allowUnknown) {
		EnableOptions options = EnableOptions.source(FailpointSource.ENDPOINT).withSeed(seed(name, seed));
		return new SettingParameters(name, present(name, terms), options, flag(name, allowUnknown));
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

	private static boolean flag(@Nullable String name, @Nullable String allowUnknown) {
		if (allowUnknown == null || allowUnknown.equals("false")) {
			return false;
		}
		if (allowUnknown.equals("true")) {
			return true;
		}
		throw FailpointRequestException.invalid("'allowUnknown' must be true or false, not " + quote(allowUnknown),
				name);
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
