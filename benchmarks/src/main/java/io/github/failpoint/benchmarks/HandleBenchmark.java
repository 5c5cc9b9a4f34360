package io.github.failpoint.benchmarks;

import java.util.Arrays;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.Failpoints;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A disabled handle, in a loop that can be vectorised and in a single call.
 */
public class HandleBenchmark extends SteadyBenchmark {

	private static final String NAME = "bench.handle";

	private static final FailpointRegistry registry = new FailpointRegistry();

	private static final FailpointHandle handle = registry.failpoint(NAME);

	@Benchmark
	public int[] loop(Numbers numbers) {
		int[] from = numbers.from;
		int[] to = numbers.to;
		for (int i = 0; i < from.length; i++) {
			to[i] = from[i] * 31 + 7;
		}
		return to;
	}

	@Benchmark
	public int[] loopStatic(Numbers numbers, History history) {
		int[] from = numbers.from;
		int[] to = numbers.to;
		for (int i = 0; i < from.length; i++) {
			handle.hit();
			to[i] = from[i] * 31 + 7;
		}
		return to;
	}

	@Benchmark
	public int[] loopInstance(Numbers numbers, History history) {
		int[] from = numbers.from;
		int[] to = numbers.to;
		for (int i = 0; i < from.length; i++) {
			history.instance.hit();
			to[i] = from[i] * 31 + 7;
		}
		return to;
	}

	@Benchmark
	public int[] loopByName(Numbers numbers, History history) {
		int[] from = numbers.from;
		int[] to = numbers.to;
		for (int i = 0; i < from.length; i++) {
			Failpoints.hit(NAME);
			to[i] = from[i] * 31 + 7;
		}
		return to;
	}

	@Benchmark
	public int call(Numbers numbers) {
		return numbers.number * 31 + 7;
	}

	@Benchmark
	public int callStatic(Numbers numbers, History history) {
		handle.hit();
		return numbers.number * 31 + 7;
	}

	@Benchmark
	public int callInstance(Numbers numbers, History history) {
		history.instance.hit();
		return numbers.number * 31 + 7;
	}

	@Benchmark
	public int callByName(Numbers numbers, History history) {
		Failpoints.hit(NAME);
		return numbers.number * 31 + 7;
	}

	/**
	 * What has happened in this JVM before.
	 */
	@State(Scope.Benchmark)
	public static class History {

		final FailpointHandle instance = registry.failpoint(NAME);

		/**
		 * Whether something was enabled, and disabled again.
		 */
		@Param({ "false", "true" })
		public boolean enabledBefore;

		@Setup
		public void enable() {
			if (this.enabledBefore) {
				registry.enable(NAME, "off");
				registry.disable(NAME);
			}
		}

	}

	/**
	 * What each thread works on.
	 */
	@State(Scope.Thread)
	public static class Numbers {

		final int[] from = new int[1024];

		final int[] to = new int[1024];

		int number = 42;

		@Setup
		public void fill() {
			Arrays.setAll(this.from, (index) -> index * 7);
		}

	}

}
