package io.github.failpoint.autoconfigure;

/**
 * What the log says of the endpoint when the application has started.
 *
 * @param text who may use it, and which property changes that
 * @param unprotected whether anybody who reaches the port may change failpoints
 */
record EndpointNotice(String text, boolean unprotected) {

	static EndpointNotice harmless(String text) {
		return new EndpointNotice(text, false);
	}

}
