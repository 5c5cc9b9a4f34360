package io.github.failpoint.benchmarks;

import java.util.concurrent.CountDownLatch;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Threads that sleep 100 ms side by side: in a failpoint, and by themselves.
 */
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class SleepBenchmark extends SingleShotBenchmark {

	@Benchmark
	public void tenThreadSleeps(WaitersBenchmark.Threads threads) throws InterruptedException {
		sideBySide(10, threads, () -> Thread.sleep(100));
	}

	@Benchmark
	public void tenFailpointSleeps(WaitersBenchmark.Threads threads, Sleeping sleeping) throws InterruptedException {
		sideBySide(10, threads, sleeping.handle::hit);
	}

	@Benchmark
	public void thousandThreadSleeps(WaitersBenchmark.Threads threads) throws InterruptedException {
		sideBySide(1000, threads, () -> Thread.sleep(100));
	}

	@Benchmark
	public void thousandFailpointSleeps(WaitersBenchmark.Threads threads, Sleeping sleeping)
			throws InterruptedException {
		sideBySide(1000, threads, sleeping.handle::hit);
	}

	private static void sideBySide(int count, WaitersBenchmark.Threads threads, Body body) throws InterruptedException {
		CountDownLatch gone = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			threads.factory.newThread(() -> {
				try {
					body.run();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				gone.countDown();
			}).start();
		}
		gone.await();
	}

	private interface Body {

		void run() throws InterruptedException;

	}

	/**
	 * A failpoint that sleeps.
	 */
	@State(Scope.Benchmark)
	public static class Sleeping {

		final FailpointHandle handle = sleeping();

		private static FailpointHandle sleeping() {
			FailpointRegistry registry = new FailpointRegistry();
			registry.enable("bench.sleep", "sleep(100ms)");
			return registry.failpoint("bench.sleep");
		}

	}

}
