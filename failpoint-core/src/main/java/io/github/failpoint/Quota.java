package io.github.failpoint;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What a failpoint may still do while a setting from outside is in force, whichever it
 * is.
 */
final class Quota {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final FailpointLimits limits;

	private final Ticker ticker;

	private final AtomicLong waitingInAll;

	private final AtomicLong waiting = new AtomicLong();

	private final AtomicReference<@Nullable Minute> minute = new AtomicReference<>();

	/**
	 * Create a quota.
	 * @param limits the ceilings
	 * @param ticker the time
	 * @param waitingInAll counts the callers that wait in any failpoint
	 */
	Quota(FailpointLimits limits, Ticker ticker, AtomicLong waitingInAll) {
		this.limits = limits;
		this.ticker = ticker;
		this.waitingInAll = waitingInAll;
	}

	/**
	 * Ask whether a caller may be acted on. If so, it has to {@link #leave(boolean)}.
	 * @return what keeps it from that, or {@code null} if it may
	 */
	@Nullable Limit enter(Setting setting, boolean waits) {
		Limit limit = waits ? startWaiting() : null;
		if (limit != null) {
			return limit;
		}
		Limit spent = spend(setting);
		if (spent != null) {
			leave(waits);
		}
		return spent;
	}

	private @Nullable Limit startWaiting() {
		if (!incrementUpTo(this.limits.maxWaiting(), this.waiting)) {
			return Limit.WAITING;
		}
		if (!incrementUpTo(this.limits.maxWaitingInAll(), this.waitingInAll)) {
			this.waiting.decrementAndGet();
			return Limit.WAITING_IN_ALL;
		}
		return null;
	}

	private static boolean incrementUpTo(long max, AtomicLong counter) {
		return counter.getAndUpdate((count) -> (count < max) ? count + 1 : count) < max;
	}

	void leave(boolean waits) {
		if (waits) {
			this.waiting.decrementAndGet();
			this.waitingInAll.decrementAndGet();
		}
	}

	private @Nullable Limit spend(Setting setting) {
		if (!spendOfMinute()) {
			return Limit.TRIGGERS_PER_MINUTE;
		}
		boolean unlimited = this.limits.maxTriggers() == FailpointLimits.UNLIMITED;
		return (unlimited || setting.spendAllowance()) ? null : Limit.TRIGGERS;
	}

	private boolean spendOfMinute() {
		return this.limits.maxTriggersPerMinute() == FailpointLimits.UNLIMITED
				|| minute().used.incrementAndGet() <= this.limits.maxTriggersPerMinute();
	}

	long max(Limit limit) {
		return limit.max(this.limits);
	}

	private Minute minute() {
		long now = this.ticker.nanoTime();
		Minute minute = this.minute.get();
		while (minute == null || now - minute.start >= MINUTE) {
			this.minute.compareAndSet(minute, new Minute(now, new AtomicLong()));
			minute = this.minute.get();
		}
		return minute;
	}

	private record Minute(long start, AtomicLong used) {
	}

}
