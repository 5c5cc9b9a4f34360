package io.github.failpoint;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Scopes that change while they are used. Whatever is not listed is forbidden, and so is
 * any exception.
 */
public final class ScopeRaces {

	private ScopeRaces() {
	}

	@JCStressTest
	@Outcome(id = { "2, 2", "2, 1", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "The scope, then what is outside")
	@State
	public static class CloseAgainstEvaluate extends ScopedPoint {

		public CloseAgainstEvaluate() {
			this.registry.enable(NAME, ONE);
			this.scope.enable(NAME, TWO);
		}

		@Actor
		public void close() {
			this.scope.close();
		}

		@Actor
		public void evaluate(II_Result result) {
			result.r1 = evaluateInside();
			result.r2 = evaluateInside();
		}

	}

	@JCStressTest
	@Outcome(id = { "1, 1, 1", "1, 1, 2", "2, 1, 2" }, expect = Expect.ACCEPTABLE, desc = "Seen from within only")
	@State
	public static class EnableAgainstEvaluate extends ScopedPoint {

		public EnableAgainstEvaluate() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void enable() {
			this.scope.enable(NAME, TWO);
		}

		@Actor
		public void evaluate(III_Result result) {
			result.r1 = evaluateInside();
			result.r2 = evaluate();
			result.r3 = evaluateInside();
		}

	}

	/**
	 * Both change the same state: neither change gets lost.
	 */
	@JCStressTest
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "Both are there")
	@State
	public static class EnableInsideAgainstEnableOutside extends ScopedPoint {

		@Actor
		public void inside() {
			this.scope.enable(NAME, TWO);
		}

		@Actor
		public void outside() {
			this.registry.enable(NAME, ONE);
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r1 = evaluateInside();
			result.r2 = evaluate();
		}

	}

	/**
	 * Enabled before it is closed and taken back, or refused.
	 */
	@JCStressTest
	@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing is left behind")
	@State
	public static class CloseAgainstEnable extends ScopedPoint {

		@Actor
		public void close() {
			this.scope.close();
		}

		@Actor
		public void enable() {
			try {
				this.scope.enable(NAME, TWO);
			}
			catch (SettingRefusedException ex) {
				// closed already
			}
		}

		@Arbiter
		public void afterwards(I_Result result) {
			result.r1 = evaluateInside() + ((this.registry.state(NAME) != null) ? 9 : 0);
		}

	}

	@JCStressTest
	@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Woken, or never waited")
	@State
	public static class CloseAgainstWaiter extends ScopedPoint {

		public CloseAgainstWaiter() {
			this.scope.enable(NAME, PAUSE);
		}

		@Actor
		public void close() {
			this.scope.close();
		}

		@Actor
		public void pause(I_Result result) {
			result.r1 = this.scope.wrapSupplier(this::hitAndTellIfLate).get();
		}

	}

	/**
	 * A scope of its own for each sample of a race.
	 */
	static class ScopedPoint extends RacingPoint {

		final FailpointScope scope = this.registry.openRootScope();

		final int evaluateInside() {
			return this.scope.wrapSupplier(this::evaluate).get();
		}

	}

}
