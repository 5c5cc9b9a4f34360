package io.github.failpoint;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIL_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.IL_Result;

/**
 * Waits without a thread: nobody is left behind, nobody goes on twice, and in the end
 * nobody is inside.
 */
public final class AsyncWaitRaces {

	private AsyncWaitRaces() {
	}

	@JCStressTest
	@Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "Went on once, and nobody is inside")
	@State
	public static class EvaluateAgainstDisable extends AsyncPoint {

		@Actor
		public void begin() {
			reach();
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(IL_Result result) {
			result.r1 = ends();
			result.r2 = isQuiet();
		}

	}

	@JCStressTest
	@Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "Ended once, and nobody is inside")
	@State
	public static class CancelAgainstDisable extends AsyncPoint {

		private final CompletableFuture<@Nullable EarlyReturn> call = reach();

		@Actor
		public void cancel() {
			this.call.cancel(false);
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(IL_Result result) {
			result.r1 = ends();
			result.r2 = isQuiet();
		}

	}

	@JCStressTest
	@Outcome(id = { "1, 0, 1", "1, 0, 0" }, expect = Expect.ACCEPTABLE, desc = "Ended once, and nobody waits")
	@State
	public static class CancelAgainstRelease extends AsyncPoint {

		private final CompletableFuture<@Nullable EarlyReturn> call = reach();

		@Actor
		public void cancel() {
			this.call.cancel(false);
		}

		@Actor
		public void release(III_Result result) {
			result.r3 = this.registry.release(NAME, 1);
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r1 = ends();
			result.r2 = (int) this.registry.status(NAME).orElseThrow().waiting();
		}

	}

	/**
	 * The one that is woken first gives up, and the wake-up must not get lost with it.
	 */
	@JCStressTest
	@Outcome(id = "0, 2, true", expect = Expect.ACCEPTABLE, desc = "Both ended, and the thread went on")
	@State
	public static class CancelOfTheFirstAgainstDisable extends AsyncPoint {

		private final CompletableFuture<@Nullable EarlyReturn> first = reach();

		private final CompletableFuture<@Nullable EarlyReturn> second = reach();

		@Actor
		public void cancel() {
			this.first.cancel(false);
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Actor
		public void hit(IIL_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Arbiter
		public void afterwards(IIL_Result result) {
			result.r2 = ends();
			result.r3 = isQuiet();
		}

	}

	/**
	 * Is everybody scheduled behind one that is not, such as a virtual thread whose
	 * carriers are pinned?
	 */
	@JCStressTest
	@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "All of them went on at once")
	@State
	public static class DisableBehindOneThatNeverRuns extends AsyncPoint {

		public DisableBehindOneThatNeverRuns() {
			stick(1);
		}

		@Actor
		public void first(III_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void second(III_Result result) {
			result.r2 = hitAndTellIfLate();
		}

		@Actor
		public void begin() {
			reach();
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = ends();
		}

	}

	/**
	 * The same where it is left to a thread of the engine to wake them.
	 */
	@JCStressTest
	@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "All of them went on at once")
	@State
	public static class DisableBehindManyThatNeverRun extends AsyncPoint {

		public DisableBehindManyThatNeverRun() {
			stick(8);
		}

		@Actor
		public void first(III_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void second(III_Result result) {
			result.r2 = hitAndTellIfLate();
		}

		@Actor
		public void begin() {
			reach();
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = ends();
		}

	}

	/**
	 * A failpoint that pauses, until somebody ends it.
	 */
	static class AsyncPoint extends RacingPoint {

		private final FailpointSite site = this.registry.declare(NAME,
				new SiteSignature("race", CompletableFuture.class, List.of()));

		private final List<CompletableFuture<?>> calls = new CopyOnWriteArrayList<>();

		private final AtomicInteger ends = new AtomicInteger();

		AsyncPoint() {
			this.registry.enable(NAME, PAUSE);
		}

		final CompletableFuture<@Nullable EarlyReturn> reach() {
			CompletableFuture<@Nullable EarlyReturn> call = this.site.evaluateAsync();
			this.calls.add(call.whenComplete((answer, ex) -> this.ends.incrementAndGet()));
			return call;
		}

		/**
		 * Let calls wait that do not go on when they are woken.
		 */
		final void stick(int count) {
			for (int i = 0; i < count; i++) {
				this.site.evaluateAsync(new Deaf());
			}
		}

		/**
		 * Wait for all calls.
		 * @return how often one ended, or -1 if one was left behind
		 */
		final int ends() {
			for (CompletableFuture<?> call : this.calls) {
				try {
					call.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
				}
				catch (TimeoutException ex) {
					return -1;
				}
				catch (CancellationException | ExecutionException ex) {
					// ended as well
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			return this.ends.get();
		}

		final boolean isQuiet() {
			return uninterrupted(() -> this.registry.disableAndAwait(NAME, LIMIT));
		}

	}

	/**
	 * Runs nothing.
	 */
	private static final class Deaf implements FailpointScheduler {

		@Override
		public void execute(Runnable task) {
		}

		@Override
		public Runnable schedule(Runnable task, long nanos) {
			return () -> {
			};
		}

	}

}
