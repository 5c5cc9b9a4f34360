package io.github.failpoint.test;

/**
 * What the failpoints of a test did, as a suppressed exception of its failure.
 */
final class FailpointReport extends RuntimeException {

	private static final long serialVersionUID = 1L;

	FailpointReport(String message) {
		super(message, null, false, false);
	}

	/**
	 * The name of the class says nothing to a reader.
	 */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
