package io.github.failpoint.environment;

/**
 * What to do about a setting for a name that nobody declares.
 */
public enum UnknownNames {

	/**
	 * Log a warning with similar names once all singletons are there.
	 */
	WARN,

	/**
	 * Fail the start-up.
	 */
	FAIL,

	/**
	 * Accept it silently.
	 */
	ALLOW

}
