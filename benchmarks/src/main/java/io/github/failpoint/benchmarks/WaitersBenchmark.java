package io.github.failpoint.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Waking a thousand threads that wait in a failpoint, next to a bare latch.
 */
public class WaitersBenchmark extends SingleShotBenchmark {

	private static final String NAME = "bench.waiters";

	@Benchmark
	public void latchReturns(Latched latched) {
		latched.latch.countDown();
	}

	@Benchmark
	public void latchAllGoOn(Latched latched) throws InterruptedException {
		latched.latch.countDown();
		latched.gone.await();
	}

	@Benchmark
	public boolean disableReturns(Paused paused) {
		return paused.registry.disable(NAME);
	}

	@Benchmark
	public void disableAllGoOn(Paused paused) throws InterruptedException {
		paused.registry.disable(NAME);
		paused.gone.await();
	}

	@Benchmark
	public void disableEverythingAllGoOn(Paused paused) throws InterruptedException {
		paused.registry.disableAll();
		paused.gone.await();
	}

	@Benchmark
	public Object enableReturns(Paused paused) {
		return paused.registry.enable(NAME, "off");
	}

	@Benchmark
	public void enableAllGoOn(Paused paused) throws InterruptedException {
		paused.registry.enable(NAME, "off");
		paused.gone.await();
	}

	/**
	 * Threads that wait.
	 */
	abstract static class Waiters {

		static final int COUNT = Integer.getInteger("bench.waiters", 1000);

		CountDownLatch gone = new CountDownLatch(0);

		abstract void waitHere() throws InterruptedException;

		abstract void awaitAllWaiting() throws InterruptedException;

		void start(ThreadFactory threads) throws InterruptedException {
			this.gone = new CountDownLatch(COUNT);
			CountDownLatch gone = this.gone;
			for (int i = 0; i < COUNT; i++) {
				threads.newThread(() -> {
					try {
						waitHere();
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
					gone.countDown();
				}).start();
			}
			awaitAllWaiting();
		}

	}

	/**
	 * Threads that wait for a latch.
	 */
	@State(Scope.Benchmark)
	public static class Latched extends Waiters {

		CountDownLatch latch = new CountDownLatch(1);

		private CountDownLatch arrived = new CountDownLatch(COUNT);

		@Setup(Level.Invocation)
		public void start(Threads threads) throws InterruptedException {
			this.latch = new CountDownLatch(1);
			this.arrived = new CountDownLatch(COUNT);
			start(threads.factory);
		}

		@Override
		void waitHere() throws InterruptedException {
			this.arrived.countDown();
			this.latch.await();
		}

		@Override
		void awaitAllWaiting() throws InterruptedException {
			this.arrived.await();
			Thread.sleep(50);
		}

		@TearDown(Level.Invocation)
		public void stop() throws InterruptedException {
			this.latch.countDown();
			this.gone.await();
		}

	}

	/**
	 * Threads that wait in a failpoint.
	 */
	@State(Scope.Benchmark)
	public static class Paused extends Waiters {

		final FailpointRegistry registry = new FailpointRegistry();

		private final FailpointHandle handle = this.registry.failpoint(NAME);

		@Setup(Level.Invocation)
		public void start(Threads threads) throws InterruptedException {
			this.registry.enable(NAME, "pause");
			start(threads.factory);
		}

		@Override
		void waitHere() {
			this.handle.hit();
		}

		@Override
		void awaitAllWaiting() throws InterruptedException {
			AwaitOutcome outcome = this.registry.awaitWaiting(NAME, COUNT, Duration.ofSeconds(30));
			if (outcome != AwaitOutcome.REACHED) {
				throw new IllegalStateException("Not all threads wait: " + outcome);
			}
			Thread.sleep(50);
		}

		@TearDown(Level.Invocation)
		public void stop() throws InterruptedException {
			this.registry.disable(NAME);
			this.gone.await();
		}

	}

	/**
	 * Makes the threads.
	 */
	@State(Scope.Benchmark)
	public static class Threads {

		final ThreadFactory factory = factory();

		private static ThreadFactory factory() {
			return Boolean.getBoolean("bench.virtual") ? VirtualThreads.factory() : Thread::new;
		}

	}

}
