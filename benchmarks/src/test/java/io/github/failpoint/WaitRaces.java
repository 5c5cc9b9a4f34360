package io.github.failpoint;

import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Waiting and waking. A thread that misses its wake-up leaves after seconds and is late,
 * which is forbidden; so nothing hangs, and a slow machine alone makes nobody late.
 */
public final class WaitRaces {

	private WaitRaces() {
	}

	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Went on at once, and nobody waits")
	@State
	public static class EnableAgainstPause extends RacingPoint {

		public EnableAgainstPause() {
			this.registry.enable(NAME, PAUSE);
		}

		@Actor
		public void pause(II_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, OFF);
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r2 = (int) this.registry.status(NAME).orElseThrow().waiting();
		}

	}

	@JCStressTest
	@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Went on at once")
	@State
	public static class DisableAgainstSleep extends RacingPoint {

		public DisableAgainstSleep() {
			this.registry.enable(NAME, "sleep(5s)");
		}

		@Actor
		public void sleep(I_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

	}

	@JCStressTest
	@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Went on at once")
	@State
	public static class CloseAgainstPause extends RacingPoint {

		public CloseAgainstPause() {
			this.registry.enable(NAME, PAUSE);
		}

		@Actor
		public void pause(I_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void close() {
			this.registry.close();
		}

	}

	/**
	 * Released or woken, but woken only once.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0, 0", "0, 1, 0" }, expect = Expect.ACCEPTABLE, desc = "Went on at once")
	@State
	public static class DisableAfterReleaseAgainstPause extends RacingPoint {

		public DisableAfterReleaseAgainstPause() {
			this.registry.enable(NAME, PAUSE);
		}

		@Actor
		public void pause(III_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void release(III_Result result) {
			result.r2 = this.registry.release(NAME, 1);
			this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = this.registry.release(NAME, 1);
		}

	}

	@JCStressTest
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "One was released")
	@State
	public static class ReleaseAgainstPause extends RacingPoint {

		public ReleaseAgainstPause() {
			this.registry.enable(NAME, PAUSE);
		}

		@Actor
		public void pause(II_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void release(II_Result result) {
			while (result.r2 == 0) {
				result.r2 = this.registry.release(NAME, 2);
			}
		}

	}

	/**
	 * Whoever is told that one waits can release one.
	 */
	@JCStressTest
	@Outcome(id = "0, 1, REACHED", expect = Expect.ACCEPTABLE, desc = "Waited for, and released")
	@State
	public static class AwaitWaitingAgainstPause extends RacingPoint {

		public AwaitWaitingAgainstPause() {
			this.registry.enable(NAME, PAUSE);
		}

		@Actor
		public void pause(IIL_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void await(IIL_Result result) {
			result.r3 = uninterrupted(() -> this.registry.awaitWaiting(NAME, 1, LIMIT));
			result.r2 = this.registry.release(NAME, 1);
		}

	}

	@JCStressTest
	@Outcome(id = "1, REACHED", expect = Expect.ACCEPTABLE, desc = "Was told")
	@State
	public static class AwaitAgainstTrigger extends RacingPoint {

		public AwaitAgainstTrigger() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void trigger(IL_Result result) {
			result.r1 = evaluate();
		}

		@Actor
		public void await(IL_Result result) {
			result.r2 = uninterrupted(() -> this.registry.awaitTriggers(NAME, 1, LIMIT));
		}

	}

	@JCStressTest
	@Outcome(id = "REACHED", expect = Expect.ACCEPTABLE, desc = "Was told")
	@State
	public static class AwaitAgainstEvaluation extends RacingPoint {

		public AwaitAgainstEvaluation() {
			this.registry.enable(NAME, OFF);
		}

		@Actor
		public void evaluateOnce() {
			evaluate();
		}

		@Actor
		public void await(L_Result result) {
			result.r1 = uninterrupted(() -> this.registry.awaitEvaluations(NAME, 1, LIMIT));
		}

	}

	@JCStressTest
	@Outcome(id = "DISABLED", expect = Expect.ACCEPTABLE, desc = "Was told")
	@State
	public static class AwaitAgainstDisable extends RacingPoint {

		public AwaitAgainstDisable() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Actor
		public void await(L_Result result) {
			result.r1 = uninterrupted(() -> this.registry.awaitTriggers(NAME, 1, LIMIT));
		}

	}

	/**
	 * After {@code disableAndAwait} nobody is inside, and nobody enters any more.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0, 0", "0, 1, 1", "0, 2, 2" }, expect = Expect.ACCEPTABLE, desc = "Quiet")
	@State
	public static class DisableAndAwaitAgainstEvaluate extends RacingPoint {

		private final AtomicInteger entered = new AtomicInteger();

		private final AtomicInteger left = new AtomicInteger();

		public DisableAndAwaitAgainstEvaluate() {
			this.registry.enable(NAME, (call) -> {
				this.entered.incrementAndGet();
				this.left.incrementAndGet();
			});
		}

		@Actor
		public void hitTwice() {
			this.handle.hit();
			this.handle.hit();
		}

		@Actor
		public void disable(III_Result result) {
			boolean quiet = uninterrupted(() -> this.registry.disableAndAwait(NAME, LIMIT));
			int left = this.left.get();
			int entered = this.entered.get();
			result.r1 = quiet ? entered - left : -1;
			result.r2 = entered;
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = this.entered.get();
		}

	}

}
