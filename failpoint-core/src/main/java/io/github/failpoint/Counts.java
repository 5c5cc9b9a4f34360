package io.github.failpoint;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What has happened in a setting. Each evaluation is counted once: as a trigger of an
 * action, or as suppressed for a reason.
 */
final class Counts {

	/**
	 * The keywords of the actions, each once.
	 */
	private final List<String> actions;

	/**
	 * By the place of the action among the actions.
	 */
	private final StripedCounter triggers = new StripedCounter();

	private final int[] counterOfStep;

	/**
	 * By the ordinal of the reason.
	 */
	private final StripedCounter suppressed = new StripedCounter();

	/**
	 * What the totals of the failpoint know already; guarded by the lock of the points.
	 */
	private FailpointTotals reported = FailpointTotals.NONE;

	Counts(List<Step> steps) {
		this.actions = steps.stream()
			.filter((step) -> step.effect() != Effect.OFF)
			.map((step) -> step.effect().keyword())
			.distinct()
			.toList();
		this.counterOfStep = steps.stream().mapToInt((step) -> this.actions.indexOf(step.effect().keyword())).toArray();
	}

	void triggered(Step step) {
		this.triggers.increment(this.counterOfStep[step.index()]);
	}

	void suppressed(FailpointStatus.Reason reason) {
		this.suppressed.increment(reason.ordinal());
	}

	private Map<String, Long> triggersByAction() {
		Map<String, Long> triggers = new TreeMap<>();
		for (int i = 0; i < this.actions.size(); i++) {
			triggers.put(this.actions.get(i), this.triggers.sum(i));
		}
		return triggers;
	}

	private Map<FailpointStatus.Reason, Long> suppressedByReason() {
		Map<FailpointStatus.Reason, Long> suppressed = new EnumMap<>(FailpointStatus.Reason.class);
		for (FailpointStatus.Reason reason : FailpointStatus.Reason.COUNTED) {
			long count = this.suppressed.sum(reason.ordinal());
			if (count > 0) {
				suppressed.put(reason, count);
			}
		}
		return suppressed;
	}

	FailpointTotals totals() {
		return new FailpointTotals(triggersByAction(), suppressedByReason());
	}

	/**
	 * Return what was counted since this was last asked.
	 */
	FailpointTotals unreported() {
		FailpointTotals now = totals();
		FailpointTotals unreported = now.minus(this.reported);
		this.reported = now;
		return unreported;
	}

	/**
	 * Return a zero for each action that can be counted.
	 */
	FailpointTotals possible() {
		return new FailpointTotals(this.actions.stream().collect(Collectors.toMap(Function.identity(), (action) -> 0L)),
				Map.of());
	}

}
