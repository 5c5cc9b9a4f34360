package io.github.failpoint.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointStatus;
import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.Term;

/**
 * Finds failpoints that a test enabled in vain.
 */
final class Guard {

	private static final String LINE = System.lineSeparator();

	private final FailpointSession session;

	Guard(FailpointSession session) {
		this.session = session;
	}

	List<String> problems(Map<Declaration, FailpointStatus> enabled) {
		List<String> problems = new ArrayList<>();
		enabled.forEach((declaration, status) -> {
			if (!declaration.lenient()) {
				String problem = problem(declaration, status);
				if (!problem.isEmpty()) {
					problems.add("Failpoint \"" + declaration.name() + "\" was set to \"" + declaration.terms()
							+ "\" by the test, but " + problem);
				}
			}
		});
		return problems;
	}

	private String problem(Declaration declaration, FailpointStatus before) {
		FailpointStatus status = this.session.control().status(declaration.name()).orElse(before);
		if (!status.declared()) {
			return "nobody has declared this name" + Suggestion.text(this.session.registry(), declaration.name())
					+ this.session.obstacles(declaration.name());
		}
		if (!hasDone(declaration, status)) {
			return "it was never triggered. It was evaluated " + times(status.evaluations())
					+ ((status.evaluations() == 0) ? outside(status) + neverReached(status) : "; " + reason(status));
		}
		boolean untouched = Objects.equals(status.enabledAt(), before.enabledAt())
				&& Objects.equals(status.seed(), before.seed());
		return untouched ? leftOver(declaration.name(), status) : "";
	}

	/**
	 * Chance may let all calls through.
	 */
	private boolean hasDone(Declaration declaration, FailpointStatus status) {
		List<Term> terms = declaration.terms().terms();
		boolean acts = terms.stream()
			.anyMatch((term) -> !(term.action() instanceof Action.Off) && !term.hasProbability());
		return !this.session.triggers(declaration.name()).isEmpty() || !acts && status.evaluations() > 0;
	}

	private String leftOver(String name, FailpointStatus status) {
		String left = this.session.control()
			.unspent(name)
			.stream()
			.filter((term) -> !term.hasProbability())
			.map(Term::toString)
			.collect(Collectors.joining("->"));
		return left.isEmpty() ? "" : "\"" + left + "\" was left. It was evaluated " + times(status.evaluations());
	}

	private static String reason(FailpointStatus status) {
		String reason = status.explanation();
		return (reason != null) ? reason : "another setting was in force by then";
	}

	private static String outside(FailpointStatus status) {
		long outside = status.suppressed().getOrDefault(FailpointStatus.Reason.OUT_OF_SCOPE, 0L);
		return (outside == 0) ? "" : ", and " + times(outside) + " by threads that do not carry the scope of the test";
	}

	private String neverReached(FailpointStatus status) {
		List<String> methods = status.sites().stream().filter((site) -> !site.equals("handle")).toList();
		return methods.isEmpty() ? causes(status) : "; a call should have come to " + String.join(", or to ", methods)
				+ this.session.obstacles(status.name()) + causes(status);
	}

	private static String causes(FailpointStatus status) {
		List<String> causes = new ArrayList<>();
		causes.add("the method was called by its own object, past the proxy");
		causes.add("it was reached by another thread, without the scope of the test, as with "
				+ "assertTimeoutPreemptively: carry the scope there, or say visibility = CONTEXT");
		causes.add("the condition under which the code comes there was never met");
		if (!outside(status).isEmpty()) {
			causes.add(0, causes.remove(1));
		}
		causes.addAll(0, status.unreachable());
		StringBuilder text = new StringBuilder("; the usual causes, the likeliest first:");
		for (int i = 0; i < causes.size(); i++) {
			text.append(LINE).append("  ").append(i + 1).append(". ").append(causes.get(i));
		}
		return text.append(LINE).append("If this is meant, say lenient = true").toString();
	}

	private static String times(long count) {
		return (count == 1) ? "once" : count + " times";
	}

}
