package io.github.failpoint.test;

import io.github.failpoint.FailpointStatus;
import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.Term;
import io.github.failpoint.terms.Terms;
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
				+ ", triggered " + status.triggers() + ", waiting " + status.waiting()
				+ (isRandom(status) ? ", seed " + status.seed() : "") + explanation(status.explanation());
	}

	/**
	 * Whether a draw decides what the terms do.
	 */
	static boolean isRandom(FailpointStatus status) {
		return status.terms() != null && Terms.of(status.terms()).terms().stream().anyMatch(Statuses::draws);
	}

	private static boolean draws(Term term) {
		return term.hasProbability() || (term.action() instanceof Action.Sleep sleep && sleep.duration().isRange())
				|| (term.action() instanceof Action.Delay delay && delay.duration().isRange())
				|| (term.action() instanceof Action.Pause pause && pause.limit() != null && pause.limit().isRange());
	}

	private static String explanation(@Nullable String explanation) {
		return (explanation != null) ? ": " + explanation : "";
	}

}
