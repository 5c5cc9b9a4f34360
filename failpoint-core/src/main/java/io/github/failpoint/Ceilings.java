package io.github.failpoint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.DurationRange;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Term;
import io.github.failpoint.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the terms from outside what exceeds a ceiling.
 */
final class Ceilings {

	private static final String PREFIX = "failpoint.limits.";

	/**
	 * Sums of probabilities are not exact.
	 */
	private static final double TOLERANCE = 1e-9;

	private final FailpointLimits limits;

	Ceilings(FailpointLimits limits) {
		this.limits = limits;
	}

	/**
	 * Say which ceiling a setting exceeds.
	 * @return the reason, or {@code null} if it stays below all of them
	 */
	@Nullable String problem(String name, Terms terms) {
		return Stream
			.concat(Stream.of(problemOfName(name), problemOfProbability(terms)),
					terms.terms()
						.stream()
						.flatMap((term) -> Stream.of(problemOfAction(term), problemOfWait(term), problemOfCount(term))))
			.filter((problem) -> problem != null)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String problemOfName(String name) {
		boolean allowed = this.limits.names().isEmpty()
				|| this.limits.names().stream().anyMatch((pattern) -> matches(pattern, name));
		return allowed ? null : "'" + PREFIX + "names' allows only "
				+ this.limits.names().stream().sorted().map(Quoting::quote).collect(Collectors.joining(", "));
	}

	private static boolean matches(String pattern, String name) {
		String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
		return Pattern.matches(regex, name);
	}

	private @Nullable String problemOfAction(Term term) {
		String action = term.action().keyword();
		boolean allowed = this.limits.actions().isEmpty() || this.limits.actions().contains(action);
		return allowed ? null : "'" + PREFIX + "actions' allows only "
				+ String.join(", ", new TreeSet<>(this.limits.actions())) + ", not " + action;
	}

	private @Nullable String problemOfWait(Term term) {
		Duration max = this.limits.maxWait();
		if (max == null || longestWait(term.action()).compareTo(max) <= 0) {
			return null;
		}
		return "'" + PREFIX + "max-wait' is " + text(max) + ", and " + term.action() + " may wait longer";
	}

	private static Duration longestWait(Action action) {
		if (action instanceof Action.Sleep sleep) {
			return Duration.ofNanos(sleep.duration().maxNanos());
		}
		if (action instanceof Action.Delay delay) {
			return Duration.ofNanos(delay.duration().maxNanos());
		}
		if (action instanceof Action.Pause pause) {
			DurationRange limit = pause.limit();
			return Duration.ofNanos((limit != null) ? limit.maxNanos() : Long.MAX_VALUE);
		}
		return Duration.ZERO;
	}

	private @Nullable String problemOfCount(Term term) {
		boolean allowed = !term.hasCount() || !acts(term) || term.count() <= this.limits.maxTriggers();
		return allowed ? null
				: "'" + PREFIX + "max-triggers' is " + this.limits.maxTriggers() + ", and " + term + " acts more often";
	}

	private @Nullable String problemOfProbability(Terms terms) {
		double probability = probability(terms);
		return (probability <= this.limits.maxProbability() + TOLERANCE) ? null
				: "'" + PREFIX + "max-probability' is " + text(this.limits.maxProbability())
						+ "%, and these terms may act in " + text(probability) + "% of all evaluations";
	}

	/**
	 * With which probability at most an evaluation acts, while every count lasts but
	 * those of {@code off}.
	 */
	private static double probability(Terms terms) {
		double acts = 0;
		double goesOn = Term.ALWAYS;
		for (Term term : terms.terms()) {
			if (acts(term)) {
				acts += goesOn * term.probability() / Term.ALWAYS;
			}
			if (acts(term) || !term.hasCount()) {
				goesOn *= 1 - term.probability() / Term.ALWAYS;
			}
		}
		return acts;
	}

	private static boolean acts(Term term) {
		return !(term.action() instanceof Action.Off);
	}

	static String text(Duration duration) {
		return DurationRange.of(duration).toString();
	}

	private static String text(double percent) {
		return BigDecimal.valueOf(percent).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
	}

}
