package io.github.failpoint;

import java.util.stream.Collectors;

/**
 * The property that keeps auto-configurations away which a test does not ask for.
 */
public final class Exclusions {

	private Exclusions() {
	}

	/**
	 * Return the property of an application that anybody may call.
	 * @return the property with its value
	 */
	public static String withSecurity() {
		return security() + "," + BootLine.EXCLUDED;
	}

	/**
	 * Return the property of an application that anybody may call and that has a
	 * database.
	 * @return the property with its value
	 */
	public static String security() {
		return BootLine.SECURITY.stream()
			.map(Class::getName)
			.collect(Collectors.joining(",", "spring.autoconfigure.exclude=", ""));
	}

}
