package io.github.failpoint;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.terms.Terms;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Counts and counters under contention. Whatever is not listed is forbidden.
 */
public final class CountRaces {

	private CountRaces() {
	}

	/**
	 * {@code 3*} lets exactly three of four through, and tells so.
	 */
	@JCStressTest
	@Outcome(id = { "1, 2, 4, 3", "2, 1, 4, 3" }, expect = Expect.ACCEPTABLE, desc = "Exactly three")
	@State
	public static class CountUnderContention extends RacingPoint {

		private static final Terms THREE_TIMES = Terms.of("3*return(1)");

		public CountUnderContention() {
			this.registry.enable(NAME, THREE_TIMES);
		}

		@Actor
		public void first(IIII_Result result) {
			result.r1 = evaluate() + evaluate();
		}

		@Actor
		public void second(IIII_Result result) {
			result.r2 = evaluate() + evaluate();
		}

		@Arbiter
		public void afterwards(IIII_Result result) {
			FailpointStatus status = this.registry.status(NAME).orElseThrow();
			result.r3 = (int) status.evaluations();
			result.r4 = (int) status.triggers();
		}

	}

	/**
	 * The last count of one setting is never spent on the next one.
	 */
	@JCStressTest
	@Outcome(id = { "1, 0, 2", "1, 2, 0", "2, 0, 0" }, expect = Expect.ACCEPTABLE, desc = "Each is spent once")
	@State
	public static class ExhaustionAgainstEnable extends RacingPoint {

		private static final Terms ONCE_ONE = Terms.of("1*return(1)");

		private static final Terms ONCE_TWO = Terms.of("1*return(2)");

		public ExhaustionAgainstEnable() {
			this.registry.enable(NAME, ONCE_ONE);
		}

		@Actor
		public void evaluate(III_Result result) {
			result.r1 = evaluate();
			result.r2 = evaluate();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, ONCE_TWO);
		}

		@Arbiter
		public void afterwards(III_Result result) {
			result.r3 = evaluate();
		}

	}

	/**
	 * Who goes on under a setting that is replaced meanwhile is counted.
	 */
	@JCStressTest
	@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both are counted, once")
	@State
	public static class OffAgainstEnable extends RacingPoint {

		private static final Terms TERMS = Terms.of("off");

		public OffAgainstEnable() {
			this.registry.enable(NAME, TERMS);
		}

		@Actor
		public void evaluateTwice() {
			evaluate();
			evaluate();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, TERMS);
		}

		@Arbiter
		public void afterwards(I_Result result) {
			result.r1 = (int) this.registry.totals(NAME).evaluations();
		}

	}

	@JCStressTest
	@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both are counted, once")
	@State
	public static class MissAgainstEnable extends RacingPoint {

		private static final Terms TERMS = Terms.of("0%return(1)");

		public MissAgainstEnable() {
			this.registry.enable(NAME, TERMS);
		}

		@Actor
		public void evaluateTwice() {
			evaluate();
			evaluate();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, TERMS);
		}

		@Arbiter
		public void afterwards(I_Result result) {
			result.r1 = (int) this.registry.totals(NAME).evaluations();
		}

	}

	@JCStressTest
	@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "Both are counted, once")
	@State
	public static class SpentCountAgainstEnable extends RacingPoint {

		private static final Terms TERMS = Terms.of("1*return(1)");

		public SpentCountAgainstEnable() {
			this.registry.enable(NAME, TERMS);
		}

		@Actor
		public void evaluateTwice() {
			evaluate();
			evaluate();
		}

		@Actor
		public void enable() {
			this.registry.enable(NAME, TERMS);
		}

		@Arbiter
		public void afterwards(I_Result result) {
			result.r1 = (int) this.registry.totals(NAME).evaluations();
		}

	}

	/**
	 * No status shows more triggers than evaluations, and none loses any.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0, 2, 2", "1, 0, 2, 2", "1, 1, 2, 2", "2, 0, 2, 2", "2, 1, 2, 2", "2, 2, 2, 2" },
			expect = Expect.ACCEPTABLE, desc = "In order")
	@State
	public static class StatusAgainstEvaluate extends RacingPoint {

		public StatusAgainstEvaluate() {
			this.registry.enable(NAME, ONE);
		}

		@Actor
		public void evaluateTwice() {
			evaluate();
			evaluate();
		}

		@Actor
		public void read(IIII_Result result) {
			FailpointStatus status = this.registry.status(NAME).orElseThrow();
			result.r1 = (int) status.evaluations();
			result.r2 = (int) status.triggers();
		}

		@Arbiter
		public void afterwards(IIII_Result result) {
			FailpointStatus status = this.registry.status(NAME).orElseThrow();
			result.r3 = (int) status.evaluations();
			result.r4 = (int) status.triggers();
		}

	}

	/**
	 * A status of all failpoints never shows half of what is enabled together.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "None or both")
	@State
	public static class EnableAllAgainstStatus extends RacingPoint {

		public EnableAllAgainstStatus() {
			this.registry.failpoint("other");
		}

		@Actor
		public void enableAll() {
			this.registry.enableAll("race=return(1);other=return(2)");
		}

		@Actor
		public void read(II_Result result) {
			for (FailpointStatus status : this.registry.failpoints()) {
				int enabled = (status.state() == FailpointStatus.State.ENABLED) ? 1 : 0;
				if (status.name().equals(NAME)) {
					result.r1 = enabled;
				}
				else {
					result.r2 = enabled;
				}
			}
		}

	}

	/**
	 * ... nor of what is disabled together.
	 */
	@JCStressTest
	@Outcome(id = { "0", "2" }, expect = Expect.ACCEPTABLE, desc = "Both or none")
	@State
	public static class DisableAllAgainstStatus extends RacingPoint {

		public DisableAllAgainstStatus() {
			this.registry.enableAll("race=return(1);other=return(2)");
		}

		@Actor
		public void disableAll() {
			this.registry.disableAll();
		}

		@Actor
		public void read(I_Result result) {
			result.r1 = (int) this.registry.failpoints()
				.stream()
				.filter((status) -> status.state() == FailpointStatus.State.ENABLED)
				.count();
		}

	}

	/**
	 * A listener hears each trigger at most once, and none that begins after it was
	 * removed.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "1, 0" }, expect = Expect.ACCEPTABLE, desc = "Not after it was removed")
	@State
	public static class RemoveListenerAgainstTrigger extends RacingPoint {

		private final AtomicInteger heard = new AtomicInteger();

		private final FailpointListener listener = new FailpointListener() {

			@Override
			public void triggered(FailpointTrigger trigger) {
				RemoveListenerAgainstTrigger.this.heard.incrementAndGet();
			}

		};

		public RemoveListenerAgainstTrigger() {
			this.registry.enable(NAME, ONE);
			this.registry.addListener(this.listener);
		}

		@Actor
		public void trigger() {
			evaluate();
		}

		@Actor
		public void remove() {
			if (!this.registry.removeListener(this.listener)) {
				throw new IllegalStateException("The listener was not there");
			}
		}

		@Arbiter
		public void afterwards(II_Result result) {
			result.r1 = this.heard.get();
			evaluate();
			result.r2 = this.heard.get() - result.r1;
		}

	}

}
