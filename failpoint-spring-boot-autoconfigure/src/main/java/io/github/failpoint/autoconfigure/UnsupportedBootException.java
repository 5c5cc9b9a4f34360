package io.github.failpoint.autoconfigure;

/**
 * Thrown at start-up on a Spring Boot that failpoints do not support.
 */
@SuppressWarnings("serial")
final class UnsupportedBootException extends RuntimeException {

	UnsupportedBootException(String version) {
		super("Failpoint for Spring Boot needs Spring Boot " + SupportedBootCheck.LOWEST + " or later, and this is "
				+ version);
	}

}
