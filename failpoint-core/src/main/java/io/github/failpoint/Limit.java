package io.github.failpoint;

import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What lets a caller go on unharmed once it is reached.
 */
enum Limit {

	WAITING(FailpointLimits::maxWaiting),

	WAITING_IN_ALL(FailpointLimits::maxWaitingInAll),

	TRIGGERS(FailpointLimits::maxTriggers),

	TRIGGERS_PER_MINUTE(FailpointLimits::maxTriggersPerMinute);

	private final ToLongFunction<FailpointLimits> max;

	Limit(ToLongFunction<FailpointLimits> max) {
		this.max = max;
	}

	long max(FailpointLimits limits) {
		return this.max.applyAsLong(limits);
	}

	/**
	 * Return the lower-case name that users see, such as {@code waiting-in-all}.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
