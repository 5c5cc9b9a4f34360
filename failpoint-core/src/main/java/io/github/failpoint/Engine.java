package io.github.failpoint;

import java.util.concurrent.Executor;

import io.github.failpoint.convert.Conversion;

/**
 * What all settings of a registry share.
 *
 * @param ticker the time
 * @param conversion the conversion of values to what sites return
 * @param listeners the listeners
 * @param quotas the ceilings on what happens while the code runs
 * @param continuations where code goes on that waited without a thread
 */
record Engine(Ticker ticker, Conversion conversion, Listeners listeners, Quotas quotas, Executor continuations) {

	FailpointScheduler scheduler() {
		return new TickerScheduler(this.ticker, this.continuations);
	}

}
