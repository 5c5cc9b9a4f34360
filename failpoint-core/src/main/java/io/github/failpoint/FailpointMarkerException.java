package io.github.failpoint;

/**
 * Rides on every exception that a {@code throw} or {@code panic} term throws, as a
 * suppressed exception, so that a log tells an injected failure from a real one. Never
 * thrown, and without a stack trace of its own. An exception that disallows suppression
 * goes without it.
 *
 * @since 0.1.0
 * @see Throwable#getSuppressed()
 */
public final class FailpointMarkerException extends FailpointException {

	private static final long serialVersionUID = 1L;

	private final String site;

	private FailpointMarkerException(String name, String site) {
		super(name, "injected by failpoint \"" + name + "\" at " + site);
		this.site = site;
	}

	/**
	 * Return the site that was reached.
	 * @return its description, {@code com.example.OrderService.place(Order)}
	 */
	public String site() {
		return this.site;
	}

	static <X extends Throwable> X mark(X injected, Evaluation evaluation) {
		SiteStackTrace.begin(injected, evaluation.site());
		injected.addSuppressed(new FailpointMarkerException(evaluation.name(), evaluation.site().description()));
		return injected;
	}

}
