package io.github.failpoint;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * Changing a setting while it is used. Whatever is not listed is forbidden, and so is any
 * exception.
 */
public final class EnableRaces {

	private EnableRaces() {
	}

	/**
	 * What was written before enabling is seen by the evaluation that acts.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 42", "1, 42" }, expect = Expect.ACCEPTABLE, desc = "All or nothing")
	@State
	public static class EnableAgainstEvaluate extends RacingPoint {

		int written;

		@Actor
		public void enable() {
			this.written = 42;
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void evaluate(II_Result result) {
			result.r1 = evaluate();
			result.r2 = this.written;
		}

	}

	/**
	 * The founding bug of this kind of library: checked, disabled, read again.
	 */
	@JCStressTest
	@Outcome(id = { "1, 1", "1, 0", "0, 0" }, expect = Expect.ACCEPTABLE, desc = "Enabled, then disabled")
	@State
	public static class DisableAgainstEvaluate extends RacingPoint {

		public DisableAgainstEvaluate() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Actor
		public void evaluate(II_Result result) {
			result.r1 = evaluate();
			result.r2 = evaluate();
		}

	}

	@JCStressTest
	@Outcome(id = { "1, 1", "1, 2", "2, 2" }, expect = Expect.ACCEPTABLE, desc = "One setting, then the other")
	@State
	public static class ChangeAgainstEvaluate extends RacingPoint {

		public ChangeAgainstEvaluate() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void change() {
			this.registry.enable(NAME, TWO);
		}

		@Actor
		public void evaluate(II_Result result) {
			result.r1 = evaluate();
			result.r2 = evaluate();
		}

	}

	@JCStressTest
	@Outcome(id = { "true, false, 0", "false, true, 0" }, expect = Expect.ACCEPTABLE, desc = "One of them did it")
	@State
	public static class DisableAgainstDisable extends RacingPoint {

		public DisableAgainstDisable() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void first(ZZI_Result result) {
			result.r1 = this.registry.disable(NAME);
		}

		@Actor
		public void second(ZZI_Result result) {
			result.r2 = this.registry.disable(NAME);
		}

		@Arbiter
		public void afterwards(ZZI_Result result) {
			result.r3 = evaluate();
		}

	}

	@JCStressTest
	@Outcome(id = { "1, 1, 1", "1, 0, 0" }, expect = Expect.ACCEPTABLE, desc = "The last one wins")
	@State
	public static class EnableAgainstDisable extends RacingPoint {

		public EnableAgainstDisable() {
			this.registry.enable(NAME, TWO);
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void disable(III_Result result) {
			result.r1 = this.registry.disable(NAME) ? 1 : 0;
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r2 = evaluate();
			result.r3 = inForce();
		}

	}

	/**
	 * Two threads enable: the status tells the setting that acts.
	 */
	@JCStressTest
	@Outcome(id = { "1, 1", "2, 2" }, expect = Expect.ACCEPTABLE, desc = "The last one wins")
	@State
	public static class EnableAgainstEnable extends RacingPoint {

		@Actor
		public void first() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void second() {
			this.registry.enable(NAME, TWO);
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r1 = evaluate();
			result.r2 = inForce();
		}

	}

	/**
	 * Enabled before it was closed, or refused; never in force afterwards.
	 */
	@JCStressTest
	@Outcome(id = { "1, 0, 0", "0, 0, 0" }, expect = Expect.ACCEPTABLE, desc = "Nothing is left")
	@State
	public static class CloseAgainstEnable extends RacingPoint {

		@Actor
		public void enable(III_Result result) {
			try {
				this.registry.enable(NAME, ONE);
				result.r1 = 1;
			}
			catch (SettingRefusedException ex) {
				result.r1 = 0;
			}
		}

		@Actor
		public void close() {
			this.registry.close();
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r2 = evaluate();
			result.r3 = inForce();
		}

	}

}
