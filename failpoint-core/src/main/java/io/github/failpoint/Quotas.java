package io.github.failpoint;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the quotas of the failpoints of a registry, which share one.
 */
final class Quotas {

	private final FailpointLimits limits;

	private final Ticker ticker;

	private final AtomicLong waitingInAll = new AtomicLong();

	Quotas(FailpointLimits limits, Ticker ticker) {
		this.limits = limits;
		this.ticker = ticker;
	}

	/**
	 * Whether a setting needs a quota.
	 */
	boolean bind(FailpointSource source) {
		return source.isOutside() && this.limits.bindTriggers();
	}

	Quota create() {
		return new Quota(this.limits, this.ticker, this.waitingInAll);
	}

	long maxTriggers() {
		return this.limits.maxTriggers();
	}

}
