package io.github.failpoint;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * The switch of a gate proxy, flipped while calls pass. Whatever is not listed is
 * forbidden.
 */
public final class GateRaces {

	private GateRaces() {
	}

	/**
	 * A bean with two failpoints behind one gate.
	 */
	static class Gated extends RacingPoint {

		private static final SiteSignature SITE = new SiteSignature("Bean.method()", int.class, List.of());

		final FailpointSite site = this.registry.declare(NAME, SITE);

		final FailpointGroup group = this.registry.group(List.of(this.site, this.registry.declare("other", SITE)));

		final int call() {
			try {
				EarlyReturn answer = FailpointGroup.isEnabled(this.group) ? this.site.evaluate() : null;
				return (answer != null) ? (Integer) answer.value() : 0;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * Once open it stays open, and it is open when enabling has returned.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0, 1", "0, 1, 1", "1, 1, 1" }, expect = Expect.ACCEPTABLE, desc = "Opened")
	@State
	public static class EnableAgainstCall extends Gated {

		@Actor
		public void enable() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void call(III_Result result) {
			result.r1 = call();
			result.r2 = call();
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = call();
		}

	}

	@JCStressTest
	@Outcome(id = { "0, 0, 0", "1, 0, 0", "1, 1, 0" }, expect = Expect.ACCEPTABLE, desc = "Closed")
	@State
	public static class DisableAgainstCall extends Gated {

		public DisableAgainstCall() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void disable() {
			this.registry.disable(NAME);
		}

		@Actor
		public void call(III_Result result) {
			result.r1 = call();
			result.r2 = call();
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = call();
		}

	}

	/**
	 * One failpoint goes, another comes: the gate must not stay shut.
	 */
	@JCStressTest
	@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Open for the other one")
	@State
	public static class EnableAgainstDisableOfAnother extends Gated {

		public EnableAgainstDisableOfAnother() {
			this.registry.enable("other", ONE);
		}

		@Actor
		public void disable() {
			this.registry.disable("other");
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, ONE);
		}

		@Arbiter
		public void afterwards(Z_Result result) {
			result.r1 = FailpointGroup.isEnabled(this.group);
		}

	}

}
