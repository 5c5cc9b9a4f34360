package io.github.failpoint;

import java.util.Objects;

import io.github.failpoint.terms.FailpointName;
import io.github.failpoint.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for: terms or a callback for a name.
 *
 * @param name the name
 * @param terms the terms, or {@code null} if there is a callback
 * @param callback the callback, or {@code null} if there are terms
 * @param options the options
 */
record SettingRequest(String name, @Nullable Terms terms, @Nullable FailpointCallback callback, EnableOptions options) {

	SettingRequest {
		FailpointName.requireValid(name);
	}

	static SettingRequest of(String name, Terms terms, EnableOptions options) {
		return new SettingRequest(name, Objects.requireNonNull(terms, "'terms' must not be null"), null, options);
	}

	static SettingRequest of(String name, FailpointCallback callback, EnableOptions options) {
		return new SettingRequest(name, null, Objects.requireNonNull(callback, "'callback' must not be null"), options);
	}

	SettingRequest seeded(Seeds seeds) {
		return (this.options.seed() != null) ? this : new SettingRequest(this.name, this.terms, this.callback,
				this.options.withSeed(seeds.next(this.name)));
	}

}
