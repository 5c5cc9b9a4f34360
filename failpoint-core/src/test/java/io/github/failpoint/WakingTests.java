package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who wakes those who wait: nobody is left behind, whatever others do.
 */
class WakingTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	private static final SiteSignature SITE = new SiteSignature("site", CompletableFuture.class, List.of());

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	private final FailpointSite site = this.registry.declare("p", SITE);

	static Stream<Consumer<FailpointRegistry>> endings() {
		return Stream.of((registry) -> registry.disable("p"), (registry) -> registry.enable("p", "off"),
				FailpointRegistry::disableAll, FailpointRegistry::stop, FailpointRegistry::close);
	}

	@ParameterizedTest
	@MethodSource("endings")
	void everybodyIsWokenBehindSomebodyWhoNeverRuns(Consumer<FailpointRegistry> end) throws InterruptedException {
		this.registry.enable("p", "1*sleep(1h)->pause");
		Stuck stuck = new Stuck(this.registry);
		Callers.awaitWaiting(this.registry, "p", 1);
		List<Future<?>> behind = new ArrayList<>(this.callers.run(40, this.handle::hit));
		behind.add(this.site.evaluateAsync());
		Callers.awaitWaiting(this.registry, "p", 42);
		end.accept(this.registry);
		Callers.join(behind);
		stuck.goOn();
	}

	@Test
	void theStatusTellsWhoHasNotGoneOn() throws InterruptedException {
		this.registry.enable("p", "pause");
		Stuck stuck = new Stuck(this.registry);
		Callers.awaitWaiting(this.registry, "p", 1);
		this.registry.disable("p");
		assertThat(this.registry.status("p").orElseThrow().waiting()).isOne();
		assertThat(this.registry.enable("p", "off").waiting()).isOne();
		stuck.goOn();
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		assertThat(this.registry.status("p").orElseThrow().waiting()).isZero();
	}

	@Test
	void oneThatDiesOnItsWayOutHoldsNobodyBack() throws InterruptedException {
		this.registry.addListener(new FailpointListener() {

			@Override
			public void waited(FailpointTrigger trigger, Duration duration) {
				throw new StackOverflowError("on purpose");
			}

		});
		this.registry.enable("p", "pause");
		List<Future<?>> waiters = this.callers.run(20, this.handle::hit);
		Callers.awaitWaiting(this.registry, "p", 20);
		this.registry.disable("p");
		Callers.join(waiters);
	}

	@Test
	void whatRunsDoesSoThoughNoThreadCanBeMade() {
		EngineThreads threads = new EngineThreads(pool((worker) -> {
			throw new OutOfMemoryError("unable to create native thread");
		}));
		AtomicReference<Thread> ranOn = new AtomicReference<>();
		threads.execute(() -> ranOn.set(Thread.currentThread()));
		assertThat(ranOn).hasValue(Thread.currentThread());
	}

	@Test
	void theThreadsThatAreThereRunWhatNoOtherCan() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch ran = new CountDownLatch(2);
		AtomicReference<@Nullable Thread> only = new AtomicReference<>();
		EngineThreads threads = new EngineThreads(pool((worker) -> {
			if (!only.compareAndSet(null, new Thread(worker))) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return only.get();
		}));
		threads.execute(() -> {
			awaitUninterruptibly(busy);
			ran.countDown();
		});
		threads.execute(() -> {
			assertThat(Thread.currentThread()).isSameAs(only.get());
			ran.countDown();
		});
		busy.countDown();
		ran.await();
	}

	private static ThreadPoolExecutor pool(java.util.concurrent.ThreadFactory factory) {
		return new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
	}

	static Stream<Throwable> failures() {
		return Stream.of(new RejectedExecutionException(), new IllegalStateException(), new AssertionError(),
				new OutOfMemoryError("on purpose"), new StackOverflowError());
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aSchedulerThatThrowsLeavesNobodyBehind(Throwable failure) throws InterruptedException {
		FailpointScheduler broken = new Broken(failure);
		this.registry.enable("p", "sleep(1h)");
		assertThat(this.site.evaluateAsync(broken)).isCompletedWithValue(null);
		assertThat(waiting()).isZero();
		this.registry.enable("p", "pause");
		CompletableFuture<?> released = this.site.evaluateAsync(broken);
		assertThat(this.registry.release("p", 1)).isOne();
		assertThat(released).succeedsWithin(TIMEOUT);
		CompletableFuture<?> woken = this.site.evaluateAsync(broken);
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		assertThat(woken).succeedsWithin(TIMEOUT);
		assertThat(waiting()).isZero();
	}

	@Test
	void aTimerThatCannotBeCancelledLeavesNobodyBehind() {
		this.registry.enable("p", "sleep(1h)");
		CompletableFuture<?> throwing = this.site.evaluateAsync(new Timers(() -> {
			throw new AssertionError("on purpose");
		}));
		CompletableFuture<?> none = this.site.evaluateAsync(new Timers(null));
		throwing.cancel(false);
		none.cancel(false);
		assertThat(waiting()).isZero();
	}

	@Test
	void schedulersThatBlockHoldNobodyElseUp() throws InterruptedException {
		CountDownLatch over = new CountDownLatch(1);
		this.registry.enable("p", "pause");
		List<Future<?>> heldUp = new ArrayList<>();
		for (int i = 0; i < 2 * EngineThreads.MAX; i++) {
			heldUp.add(this.site.evaluateAsync(new Blocking(over)));
		}
		List<Future<?>> others = new ArrayList<>(this.callers.run(6, this.handle::hit));
		others.add(this.site.evaluateAsync());
		Callers.awaitWaiting(this.registry, "p", heldUp.size() + others.size());
		this.registry.disable("p");
		Callers.join(others);
		over.countDown();
		Callers.join(heldUp);
	}

	@Test
	void whatASchedulerReachesItselfIsNobodysCall() {
		this.registry.enable("p", "sleep(1h)");
		CompletableFuture<?> call = this.site.evaluateAsync(new Reaching(this.site));
		assertThat(this.registry.status("p").orElseThrow().triggers()).isOne();
		call.cancel(false);
	}

	@Test
	void closingReturnsOnceAllWithoutAThreadHaveGoneOn() {
		this.registry.enable("p", "pause");
		List<CompletableFuture<?>> calls = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			calls.add(this.site.evaluateAsync());
		}
		this.registry.close();
		assertThat(waiting()).isZero();
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(TIMEOUT));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void closingReturnsThoughSomebodyNeverGoesOn(boolean interrupted) {
		this.registry.enable("p", "pause");
		CountDownLatch over = new CountDownLatch(1);
		CompletableFuture<?> heldUp = this.site.evaluateAsync(new Blocking(over));
		this.callers.elsewhere(() -> {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
			this.registry.close();
			return assertThat(Thread.interrupted()).isEqualTo(interrupted);
		});
		assertThat(heldUp).isNotDone();
		over.countDown();
		assertThat(heldUp).succeedsWithin(TIMEOUT);
	}

	private long waiting() {
		return this.registry.status("p").orElseThrow().waiting();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean interrupted = false;
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Is first in a queue, and does not leave it when it is woken, like a virtual thread
	 * that gets no carrier.
	 */
	private static final class Stuck {

		private final CountDownLatch over = new CountDownLatch(1);

		private final CompletableFuture<?> call;

		Stuck(FailpointRegistry registry) {
			this.call = registry.declare("p", SITE).evaluateAsync(new Blocking(this.over));
		}

		void goOn() {
			this.over.countDown();
			assertThat(this.call).succeedsWithin(TIMEOUT);
		}

	}

	private record Blocking(CountDownLatch over) implements FailpointScheduler {

		@Override
		public void execute(Runnable task) {
			awaitUninterruptibly(this.over);
			task.run();
		}

		@Override
		public Runnable schedule(Runnable task, long nanos) {
			return () -> {
			};
		}

	}

	private record Broken(Throwable failure) implements FailpointScheduler {

		@Override
		public void execute(Runnable task) {
			this.<RuntimeException>fail();
		}

		@Override
		public Runnable schedule(Runnable task, long nanos) {
			return this.<RuntimeException>fail();
		}

		@SuppressWarnings("unchecked")
		private <X extends Throwable> Runnable fail() throws X {
			throw (X) this.failure;
		}

	}

	private record Timers(@Nullable Runnable timer) implements FailpointScheduler {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		@SuppressWarnings("NullAway")
		public Runnable schedule(Runnable task, long nanos) {
			return this.timer;
		}

	}

	private record Reaching(FailpointSite site) implements FailpointScheduler {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		public Runnable schedule(Runnable task, long nanos) {
			this.site.evaluateAsync(this);
			return () -> {
			};
		}

	}

}
