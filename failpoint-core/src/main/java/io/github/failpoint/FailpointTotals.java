package io.github.failpoint;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What has happened at a failpoint since its registry was made, whatever setting it had
 * meanwhile. The numbers never fall, so that they can feed the counters of a monitoring
 * system.
 *
 * @param triggers how often it acted, by the keyword of the action: zero for an action
 * that the present setting can perform and that never was
 * @param suppressed how often it was enabled and did not act, by reason; reasons that
 * never occurred are left out
 * @since 0.1.0
 */
public record FailpointTotals(Map<String, Long> triggers, Map<FailpointStatus.Reason, Long> suppressed) {

	static final FailpointTotals NONE = new FailpointTotals(Map.of(), Map.of());

	public FailpointTotals {
		triggers = Collections.unmodifiableMap(new TreeMap<>(triggers));
		suppressed = Collections.unmodifiableMap(new TreeMap<>(suppressed));
	}

	/**
	 * Return how often the failpoint was reached while it was enabled, in scope and not
	 * exempt.
	 * @return the number of evaluations
	 */
	public long evaluations() {
		return triggered() + this.suppressed.entrySet()
			.stream()
			.filter((entry) -> !FailpointStatus.Reason.BESIDE.contains(entry.getKey()))
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

	/**
	 * Return how often the failpoint acted, whatever the action.
	 */
	long triggered() {
		return this.triggers.values().stream().mapToLong(Long::longValue).sum();
	}

	boolean isZero() {
		return Stream.concat(this.triggers.values().stream(), this.suppressed.values().stream())
			.allMatch((count) -> count == 0);
	}

	FailpointTotals plus(FailpointTotals others) {
		return new FailpointTotals(sums(this.triggers, others.triggers, 1),
				sums(this.suppressed, others.suppressed, 1));
	}

	FailpointTotals minus(FailpointTotals others) {
		return new FailpointTotals(sums(this.triggers, others.triggers, -1),
				sums(this.suppressed, others.suppressed, -1));
	}

	private static <K> Map<K, Long> sums(Map<K, Long> counts, Map<K, Long> others, int sign) {
		Map<K, Long> sums = new TreeMap<>(counts);
		others.forEach((key, count) -> sums.merge(key, sign * count, Long::sum));
		return sums;
	}

}
