package io.github.failpoint;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * {@link EnableRaces.DisableAgainstEvaluate} for a failpoint that is broken: this test
 * has to fail.
 */
@JCStressTest
@Outcome(id = { "1, 1", "1, 0", "0, 0" }, expect = Expect.ACCEPTABLE, desc = "Enabled, then disabled")
@State
public class FoundingBug {

	private final NaiveFailpoint failpoint = new NaiveFailpoint();

	public FoundingBug() {
		this.failpoint.enable(1);
	}

	@Actor
	public void disableIt() {
		this.failpoint.disable();
	}

	@Actor
	public void evaluate(II_Result result) {
		result.r1 = this.failpoint.evaluate();
		result.r2 = this.failpoint.evaluate();
	}

}
