package io.github.failpoint.aop;

import java.util.Optional;

import io.github.failpoint.FailpointSite;

/**
 * Thrown while the application starts if a setting does not fit a site of its failpoint.
 *
 * @since 0.1.0
 */
public final class FailpointMismatchException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String name;

	/**
	 * Create an exception.
	 * @param name the name of the failpoint
	 * @param mismatch the site and why the setting does not fit it
	 */
	public FailpointMismatchException(String name, String mismatch) {
		super("The setting of failpoint \"" + name + "\" does not fit: " + mismatch);
		this.name = name;
	}

	static Optional<FailpointMismatchException> of(FailpointSite site) {
		return Optional.ofNullable(site.mismatch())
			.map((mismatch) -> new FailpointMismatchException(site.name(), mismatch));
	}

	/**
	 * Return the name of the failpoint.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
