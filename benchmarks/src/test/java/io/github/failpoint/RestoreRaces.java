package io.github.failpoint;

import io.github.failpoint.terms.Terms;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A setting that goes and comes back while it is used. Whatever is not listed is
 * forbidden.
 */
public final class RestoreRaces {

	private RestoreRaces() {
	}

	/**
	 * A setting and what it takes to bring it back.
	 */
	static class Restorable extends RacingPoint {

		final FailpointSnapshot snapshot;

		Restorable(Terms terms) {
			this.registry.enable(NAME, terms);
			this.snapshot = this.registry.snapshot();
		}

		final void disableAndRestore() {
			this.registry.disable(NAME);
			this.snapshot.restore();
		}

	}

	/**
	 * What comes back has its remaining count, and has lost no trigger.
	 */
	@JCStressTest
	@Outcome(id = { "0, 2, 2", "1, 1, 2", "2, 0, 2" }, expect = Expect.ACCEPTABLE, desc = "Exactly two")
	@State
	public static class RestoreAgainstCount extends Restorable {

		public RestoreAgainstCount() {
			super(Terms.of("2*return(1)"));
		}

		@Actor
		public void evaluateTwice(III_Result result) {
			result.r1 = evaluate() + evaluate();
		}

		@Actor
		public void restore() {
			disableAndRestore();
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r2 = evaluate() + evaluate();
			result.r3 = (int) this.registry.status(NAME).orElseThrow().triggers();
		}

	}

	/**
	 * A trigger that began before the setting went counts for those who await it after it
	 * came back, and wakes them.
	 */
	@JCStressTest
	@Outcome(id = "REACHED", expect = Expect.ACCEPTABLE, desc = "Was told")
	@State
	public static class RestoreAgainstTrigger extends Restorable {

		public RestoreAgainstTrigger() {
			super(ONE);
		}

		@Actor
		public void trigger() {
			while (evaluate() == 0) {
				Thread.onSpinWait();
			}
		}

		@Actor
		public void await(L_Result result) {
			disableAndRestore();
			result.r1 = uninterrupted(() -> this.registry.awaitTriggers(NAME, 1, LIMIT));
		}

	}

	/**
	 * Restoring wakes whoever waits in what it replaces.
	 */
	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Went on at once, and nobody waits")
	@State
	public static class RestoreAgainstPause extends Restorable {

		public RestoreAgainstPause() {
			super(OFF);
			this.registry.enable(NAME, PAUSE);
		}

		@Actor
		public void pause(II_Result result) {
			result.r1 = hitAndTellIfLate();
		}

		@Actor
		public void restore() {
			this.snapshot.restore();
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r2 = (int) this.registry.status(NAME).orElseThrow().waiting();
		}

	}

}
