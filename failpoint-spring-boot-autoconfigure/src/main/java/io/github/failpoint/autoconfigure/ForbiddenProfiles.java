package io.github.failpoint.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * The profiles with which nothing from outside may enable a failpoint.
 */
final class ForbiddenProfiles {

	static final String PROPERTY = "failpoint.forbidden-profiles";

	private ForbiddenProfiles() {
	}

	/**
	 * Return the first of them that matches the active ones.
	 * @return the profile or expression, or {@code null} if none does
	 */
	static @Nullable String match(Environment environment) {
		return Binder.get(environment)
			.bind(PROPERTY, Bindable.listOf(String.class))
			.orElseGet(List::of)
			.stream()
			.filter((profile) -> environment.acceptsProfiles(Profiles.of(profile)))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Say why the endpoint only reads.
	 * @return the reason, or {@code null} if it does not
	 */
	static @Nullable String reason(Environment environment) {
		String profile = match(environment);
		return (profile != null) ? "Failpoints cannot be changed while the active profiles match \"" + profile
				+ "\" of '" + PROPERTY + "'" : null;
	}

}
