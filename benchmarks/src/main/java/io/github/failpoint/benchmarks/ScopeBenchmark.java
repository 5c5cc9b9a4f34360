package io.github.failpoint.benchmarks;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Reaching failpoints on a thread that is in no scope, while there is one elsewhere.
 */
public class ScopeBenchmark extends SteadyBenchmark {

	@Benchmark
	public int call(Scoped scoped) {
		return scoped.number * 31 + 7;
	}

	@Benchmark
	public int unmentioned(Scoped scoped) {
		scoped.unmentioned.hit();
		return scoped.number * 31 + 7;
	}

	@Benchmark
	public @Nullable Object threadLocal(Scoped scoped) {
		return scoped.local.get();
	}

	@Benchmark
	public void mentioned(Scoped scoped) {
		scoped.mentioned.hit();
	}

	/**
	 * A scope that mentions one failpoint of two, and is not current here.
	 */
	@State(Scope.Benchmark)
	public static class Scoped {

		final FailpointRegistry registry = new FailpointRegistry();

		final FailpointHandle unmentioned = this.registry.failpoint("bench.unmentioned");

		final FailpointHandle mentioned = mentioned(this.registry);

		final ThreadLocal<Object> local = new ThreadLocal<>();

		int number = 42;

		private static FailpointHandle mentioned(FailpointRegistry registry) {
			registry.openScope().enable("bench.mentioned", "panic");
			FailpointScope.setCurrent(null);
			return registry.failpoint("bench.mentioned");
		}

	}

}
