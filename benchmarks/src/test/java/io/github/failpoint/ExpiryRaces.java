package io.github.failpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.github.failpoint.terms.Terms;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * The end of a time to live against everything else. Whatever is not listed is forbidden.
 */
public final class ExpiryRaces {

	private ExpiryRaces() {
	}

	/**
	 * The setting that comes back is there before, after and never in between.
	 */
	@JCStressTest
	@Outcome(id = { "1, 1", "2, 1", "2, 2" }, expect = Expect.ACCEPTABLE, desc = "The one, then what was before")
	@State
	public static class ExpiryAgainstEvaluate extends Expiring {

		public ExpiryAgainstEvaluate() {
			super(TWO);
		}

		@Actor
		public void end() {
			this.ticker.end();
		}

		@Actor
		public void evaluateTwice(II_Result result) {
			result.r1 = evaluate();
			result.r2 = evaluate();
		}

	}

	@JCStressTest
	@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "What was enabled stays")
	@State
	public static class ExpiryAgainstEnable extends Expiring {

		public ExpiryAgainstEnable() {
			super(OFF);
		}

		@Actor
		public void end() {
			this.ticker.end();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, TWO);
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r1 = evaluate();
			result.r2 = inForce();
		}

	}

	/**
	 * Whichever of two that end was put in force last, once both have ended there is what
	 * was there before them.
	 */
	@JCStressTest
	@Outcome(id = "2, 1, 1", expect = Expect.ACCEPTABLE, desc = "The new one, then what was before both")
	@State
	public static class ExpiryAgainstEnableWithTimeToLive extends Expiring {

		public ExpiryAgainstEnableWithTimeToLive() {
			super(OFF);
		}

		@Actor
		public void end() {
			this.ticker.end();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, TWO, EnableOptions.ttl(HandTicker.DAY.multipliedBy(2)));
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r1 = evaluate();
			this.ticker.end();
			this.ticker.end();
			result.r2 = evaluate();
			result.r3 = inForce();
		}

	}

	@JCStressTest
	@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Nothing comes back")
	@State
	public static class ExpiryAgainstDisable extends Expiring {

		public ExpiryAgainstDisable() {
			super(TWO);
		}

		@Actor
		public void end() {
			this.ticker.end();
		}

		@Actor
		public void disable(ZI_Result result) {
			result.r1 = this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(ZI_Result result) {
			result.r2 = evaluate();
		}

	}

	@JCStressTest
	@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing comes back")
	@State
	public static class ExpiryAgainstClose extends Expiring {

		public ExpiryAgainstClose() {
			super(TWO);
		}

		@Actor
		public void end() {
			this.ticker.end();
		}

		@Actor
		public void close() {
			this.registry.close();
		}

		@Arbiter
		public void afterwards(I_Result result) {
			result.r1 = evaluate();
		}

	}

	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Went on at once, and nobody waits")
	@State
	public static class ExpiryAgainstPause extends Expiring {

		public ExpiryAgainstPause() {
			super(OFF, PAUSE);
		}

		@Actor
		public void pause(II_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void end() {
			this.ticker.end();
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r2 = (int) this.registry.status(NAME).orElseThrow().waiting();
		}

	}

	/**
	 * A failpoint that does one thing, such as to return 1, and for a day another.
	 */
	static class Expiring extends RacingPoint {

		final HandTicker ticker;

		Expiring(Terms terms) {
			this(ONE, terms);
		}

		Expiring(Terms before, Terms terms) {
			this(before, terms, new HandTicker());
		}

		private Expiring(Terms before, Terms terms, HandTicker ticker) {
			super(ticker);
			this.ticker = ticker;
			this.registry.enable(NAME, before);
			this.registry.enable(NAME, terms, EnableOptions.ttl(HandTicker.DAY));
		}

	}

	/**
	 * The time of the system, a day later each time that somebody says so. What is due
	 * runs there, since a sample that starts threads takes too long.
	 */
	static final class HandTicker implements Ticker {

		static final Duration DAY = Duration.ofDays(1);

		private static final SystemTicker SYSTEM = new SystemTicker();

		private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();

		private volatile long days;

		@Override
		public Instant now() {
			return SYSTEM.now().plus(DAY.multipliedBy(this.days));
		}

		@Override
		public long nanoTime() {
			return SYSTEM.nanoTime() + DAY.toNanos() * this.days;
		}

		@Override
		public void parkUntil(long deadline) {
			SYSTEM.parkUntil(deadline - DAY.toNanos() * this.days);
		}

		@Override
		public Future<?> at(long deadline, Runnable task) {
			FutureTask<?> timed = new FutureTask<>(task, null);
			this.tasks.add(timed);
			return timed;
		}

		@Override
		public void elsewhere(Runnable task) {
			task.run();
		}

		@Override
		public void close() {
			this.tasks.clear();
		}

		void end() {
			this.days = this.days + 1;
			FutureTask<?> task = this.tasks.poll();
			if (task != null) {
				task.run();
			}
		}

	}

}
