package io.github.failpoint.test;

/**
 * Who sees the settings of a test.
 *
 * @since 0.1.0
 */
public enum FailpointVisibility {

	/**
	 * {@link #CONTEXT} in a Spring test with a real web server, whose threads do not
	 * carry the scope of the test; otherwise {@link #THREAD}.
	 */
	DEFAULT,

	/**
	 * The thread of the test, and whatever carries its scope. Such tests may run in
	 * parallel.
	 */
	THREAD,

	/**
	 * Everybody who uses the same registry, and so the whole application context. Of the
	 * tests of a context, one such test runs at a time.
	 */
	CONTEXT

}
