package io.github.failpoint.test;

import io.github.failpoint.FailpointStatus;
import org.jspecify.annotations.Nullable;

/**
 * The status of a failpoint as a line.
 */
final class Statuses {

	private Statuses() {
	}

	static String text(FailpointStatus status) {
		String terms = (status.terms() != null) ? " \"" + status.terms() + "\"" : "";
		return "\"" + status.name() + "\" " + status.state() + terms + ", evaluated " + status.evaluations()
				+ ", triggered " + status.triggers() + ", waiting " + status.waiting() + seed(status.seed())
				+ explanation(status.explanation());
	}

	private static String seed(@Nullable Long seed) {
		return (seed != null) ? ", seed " + seed : "";
	}

	private static String explanation(@Nullable String explanation) {
		return (explanation != null) ? ": " + explanation : "";
	}

}
