package io.github.failpoint.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/**
 * The profiles with which nothing from outside may enable a failpoint.
 */
public final class ForbiddenProfiles {

	/**
	 * The property that names them.
	 */
	public static final String PROPERTY = "failpoint.forbidden-profiles";

	private ForbiddenProfiles() {
	}

	/**
	 * Return the first of them that matches the active ones.
	 * @param environment where they and the active ones are
	 * @return the profile or expression, or {@code null} if none does
	 * @throws InvalidPropertyException if one of them is not an expression
	 */
	public static @Nullable String match(ConfigurableEnvironment environment) {
		String match = null;
		for (PropertyValue value : PropertyValues.bind(environment, PROPERTY, Bindable.listOf(String.class))) {
			for (String profile : StringUtils.commaDelimitedListToStringArray(value.text())) {
				boolean matches = environment.acceptsProfiles(parse(value, profile.strip()));
				match = (match == null && matches) ? profile.strip() : match;
			}
		}
		return match;
	}

	private static Profiles parse(PropertyValue value, String profile) {
		try {
			if (isBalanced(profile)) {
				return Profiles.of(profile);
			}
		}
		catch (IllegalArgumentException ex) {
			// as below
		}
		throw new InvalidPropertyException(value, "\"" + profile + "\" is not an expression of profiles",
				"Write names of profiles, or expressions with !, & and |, such as '!(dev | staging)'.");
	}

	/**
	 * Spring takes an expression that lacks parentheses for some other one.
	 */
	private static boolean isBalanced(String profile) {
		int open = 0;
		for (int i = 0; i < profile.length() && open >= 0; i++) {
			open += (profile.charAt(i) == '(') ? 1 : (profile.charAt(i) == ')') ? -1 : 0;
		}
		return open == 0;
	}

	/**
	 * Say why the endpoint only reads.
	 * @param environment where they and the active ones are
	 * @return the reason, or {@code null} if it does not
	 */
	public static @Nullable String reason(ConfigurableEnvironment environment) {
		String profile = match(environment);
		return (profile != null) ? "Failpoints cannot be changed while the active profiles match \"" + profile
				+ "\" of '" + PROPERTY + "'" : null;
	}

}
