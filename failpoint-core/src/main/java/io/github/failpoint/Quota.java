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
	 */
	boolean enter(Setting setting, boolean waits) {
		if (waits && !startWaiting()) {
			return false;
		}
		boolean entered = spendOfMinute() && setting.spendAllowance();
		if (!entered) {
			leave(waits);
		}
		return entered;
	}

	private boolean startWaiting() {
		boolean here = incrementUpTo(this.limits.maxWaiting(), this.waiting);
		boolean inAll = here && incrementUpTo(this.limits.maxWaitingInAll(), this.waitingInAll);
		if (here && !inAll) {
			this.waiting.decrementAndGet();
		}
		return inAll;
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

	private boolean spendOfMinute() {
		return this.limits.maxTriggersPerMinute() == FailpointLimits.UNLIMITED
				|| minute().used.incrementAndGet() <= this.limits.maxTriggersPerMinute();
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
