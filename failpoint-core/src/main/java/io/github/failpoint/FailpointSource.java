package io.github.failpoint;

import java.util.Locale;

/**
 * Where a setting comes from.
 *
 * @since 0.1.0
 */
public enum FailpointSource {

	/**
	 * Configuration: a property or an environment variable.
	 */
	PROPERTIES,

	/**
	 * A request to a management endpoint.
	 */
	ENDPOINT,

	/**
	 * A call of the {@link FailpointRegistry}.
	 */
	CODE,

	/**
	 * A scope, such as a test.
	 */
	SCOPE;

	boolean isOutside() {
		return this == PROPERTIES || this == ENDPOINT;
	}

	/**
	 * Return the lower-case name that users see.
	 * @return the name
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
