package io.github.failpoint.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.reactor.ReactorFailpoints;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/**
 * Ten thousand that sleep 100 ms side by side: subscribers and futures in a failpoint,
 * and threads by themselves.
 */
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class AsyncSleepBenchmark extends SingleShotBenchmark {

	private static final int COUNT = 10_000;

	@Benchmark
	public void tenThousandThreadSleeps(Threads threads) throws InterruptedException {
		CountDownLatch gone = new CountDownLatch(COUNT);
		for (int i = 0; i < COUNT; i++) {
			new Thread(() -> {
				try {
					Thread.sleep(100);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				gone.countDown();
			}).start();
		}
		gone.await();
	}

	@Benchmark
	public void tenThousandSubscribers(Threads threads, Sleeping sleeping) throws InterruptedException {
		Mono<Integer> mono = Mono.just(1).transform(ReactorFailpoints.before(sleeping.handle, Integer.class));
		CountDownLatch gone = new CountDownLatch(COUNT);
		for (int i = 0; i < COUNT; i++) {
			mono.subscribe((value) -> gone.countDown());
		}
		gone.await();
	}

	@Benchmark
	public void tenThousandFutures(Threads threads, Sleeping sleeping) {
		Supplier<CompletableFuture<Integer>> body = () -> CompletableFuture.completedFuture(1);
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			results.add(sleeping.handle.evaluateAsync(Integer.class, body).toCompletableFuture());
		}
		results.forEach(CompletableFuture::join);
	}

	/**
	 * A failpoint that sleeps.
	 */
	@State(Scope.Benchmark)
	public static class Sleeping {

		final FailpointHandle handle = sleeping();

		private static FailpointHandle sleeping() {
			FailpointRegistry registry = new FailpointRegistry();
			registry.enable("bench.async-sleep", "sleep(100ms)");
			return registry.failpoint("bench.async-sleep");
		}

	}

	/**
	 * Tells how many threads there were at most.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Threads {

		public int peak;

		@Setup(Level.Iteration)
		public void reset() {
			ManagementFactory.getThreadMXBean().resetPeakThreadCount();
		}

		@TearDown(Level.Iteration)
		public void read() {
			this.peak = ManagementFactory.getThreadMXBean().getPeakThreadCount();
		}

	}

}
