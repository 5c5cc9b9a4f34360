package io.github.failpoint.actuate.audit;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the request on the present thread.
 *
 * @since 0.1.0
 */
public interface WebRequest {

	/**
	 * Nothing is known.
	 */
	WebRequest UNKNOWN = new WebRequest() {
	};

	/**
	 * Return the address that the request came from.
	 * @return the address, or {@code null} if it is not known
	 */
	default @Nullable String remoteAddress() {
		return null;
	}

	/**
	 * Return who sent the request.
	 * @return the principal, or {@code null} if it is not known
	 */
	default @Nullable Principal principal() {
		return null;
	}

}
