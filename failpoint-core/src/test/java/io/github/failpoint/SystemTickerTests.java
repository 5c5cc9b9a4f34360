package io.github.failpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SystemTicker}.
 */
class SystemTickerTests {

	private static final long FAR = TimeUnit.HOURS.toNanos(1);

	private final SystemTicker ticker = new SystemTicker();

	@Test
	void runsATaskOnADaemonThread() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.ticker.at(this.ticker.nanoTime() + 1_000, () -> thread.complete(Thread.currentThread()));
		assertThat(thread.get(Callers.PATIENCE.toSeconds(), TimeUnit.SECONDS).isDaemon()).isTrue();
		assertThat(thread.get().getName()).isEqualTo("failpoint-timer");
		this.ticker.close();
		thread.get().join(Callers.PATIENCE.toMillis());
		assertThat(thread.get().isAlive()).isFalse();
	}

	@Test
	void runsNothingOnceClosed() {
		Future<?> earlier = this.ticker.at(this.ticker.nanoTime() + FAR, () -> {
		});
		this.ticker.close();
		Future<?> later = this.ticker.at(this.ticker.nanoTime(), () -> {
			throw new AssertionError();
		});
		assertThat(earlier.isCancelled()).isTrue();
		assertThat(later.isDone()).isFalse();
	}

	@Test
	void parksWithoutATimerWhereNoEndIsInSight() throws Exception {
		assertThat(stateWhileParkedFor(Long.MAX_VALUE)).isEqualTo(Thread.State.WAITING);
		assertThat(stateWhileParkedFor(FAR)).isEqualTo(Thread.State.TIMED_WAITING);
	}

	@Test
	void itsThreadsInheritNothing() throws Exception {
		InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
		request.set("that of somebody");
		CompletableFuture<String> timer = new CompletableFuture<>();
		CompletableFuture<String> other = new CompletableFuture<>();
		this.ticker.at(this.ticker.nanoTime(), () -> timer.complete("timer: " + request.get()));
		this.ticker.elsewhere(() -> other.complete("other: " + request.get()));
		assertThat(timer.get(Callers.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("timer: null");
		assertThat(other.get(Callers.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("other: null");
	}

	@Test
	void whatMayBlockRunsOnOneThreadHoweverMuchThereIs() throws Exception {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger atOnce = new AtomicInteger();
		CountDownLatch ran = new CountDownLatch(500);
		for (int i = 0; i < 500; i++) {
			this.ticker.elsewhere(() -> {
				atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
				running.decrementAndGet();
				ran.countDown();
			});
		}
		ran.await();
		assertThat(atOnce).hasValue(1);
	}

	@Test
	void whatComesWhenTooMuchWaitsIsLeftOutAndSaidOnce() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch ran = new CountDownLatch(SystemTicker.MAX_TASKS);
		this.ticker.elsewhere(() -> {
			busy.countDown();
			await(end);
		});
		busy.await();
		try (LogCapture log = new LogCapture(SystemTicker.class)) {
			for (int i = 0; i < SystemTicker.MAX_TASKS + 2; i++) {
				this.ticker.elsewhere(ran::countDown);
			}
			assertThat(log.messages()).singleElement().asString().contains("does not come back");
		}
		end.countDown();
		ran.await();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private Thread.State stateWhileParkedFor(long nanos) throws InterruptedException {
		Thread thread = new Thread(() -> this.ticker.parkUntil(this.ticker.nanoTime() + nanos));
		thread.start();
		while (LockSupport.getBlocker(thread) != this.ticker) {
			Thread.yield();
		}
		Thread.State state = thread.getState();
		while (state == Thread.State.RUNNABLE) {
			Thread.yield();
			state = thread.getState();
		}
		LockSupport.unpark(thread);
		thread.join();
		return state;
	}

}
