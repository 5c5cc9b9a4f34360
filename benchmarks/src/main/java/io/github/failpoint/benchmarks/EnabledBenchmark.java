package io.github.failpoint.benchmarks;

import java.util.concurrent.atomic.LongAdder;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * An enabled failpoint, next to a bare counter.
 */
public class EnabledBenchmark extends SteadyBenchmark {

	private static final Integer ZERO = 0;

	@Benchmark
	public void longAdder(Counter counter) {
		counter.adder.increment();
	}

	@Benchmark
	public void hit(Passing passing) {
		passing.handle.hit();
	}

	@Benchmark
	public Integer evaluate(Returning returning) throws Exception {
		return returning.handle.evaluate(Integer.class, () -> ZERO);
	}

	/**
	 * The baseline.
	 */
	@State(Scope.Benchmark)
	public static class Counter {

		final LongAdder adder = new LongAdder();

	}

	/**
	 * Settings that go on.
	 */
	@State(Scope.Benchmark)
	public static class Passing {

		final FailpointRegistry registry = new FailpointRegistry();

		final FailpointHandle handle = this.registry.failpoint("bench.enabled");

		/**
		 * The terms.
		 */
		@Param({ "off", "1%off", "50%off", "1000000000000*off", "1*off" })
		public String terms = "";

		@Setup
		public void enable() {
			this.registry.enable("bench.enabled", this.terms);
			this.handle.hit();
		}

	}

	/**
	 * Settings that return.
	 */
	@State(Scope.Benchmark)
	public static class Returning {

		final FailpointRegistry registry = new FailpointRegistry();

		final FailpointHandle handle = this.registry.failpoint("bench.enabled");

		/**
		 * The terms.
		 */
		@Param({ "off", "50%return(1)", "1000000000000*return(1)", "return(1)" })
		public String terms = "";

		@Setup
		public void enable() {
			this.registry.enable("bench.enabled", this.terms);
		}

	}

}
