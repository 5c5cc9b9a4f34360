package io.github.failpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitQueue}.
 */
class WaitQueueTests {

	private final Ticker time = new SystemTicker();

	private final long forEver = this.time.nanoTime() + Long.MAX_VALUE;

	private static final int ROUNDS = 1_000;

	@AutoClose
	private final Callers callers = new Callers();

	private final AtomicLong waiting = new AtomicLong();

	private final WaitQueue queue = new WaitQueue(this.waiting);

	@Test
	void releasesTheOldestOnly() throws Exception {
		List<Future<?>> waiters = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			waiters.add(waiter());
		}
		assertThat(this.queue.release(2)).isEqualTo(2);
		Callers.join(waiters.subList(0, 2));
		assertThat(waiters.get(2)).isNotDone();
		assertThat(this.waiting).hasValue(1);
	}

	@Test
	void releasesNoMoreThanThereAre() throws Exception {
		Future<?> waiter = waiter();
		assertThat(this.queue.release(5)).isOne();
		assertThat(this.queue.release(5)).isZero();
		Callers.get(waiter);
	}

	@Test
	void releasesNobodyWhenAskedForNone() {
		this.queue.enter();
		assertThat(this.queue.release(0)).isZero();
		assertThat(this.queue.release(-1)).isZero();
		assertThat(this.waiting).hasValue(1);
	}

	@Test
	void aReleasedCallerNoLongerWaitsEvenBeforeItsThreadRuns() {
		this.queue.enter();
		this.queue.release(1);
		assertThat(this.waiting).hasValue(0);
	}

	@Test
	void whoeverIsCountedCanBeReleased() {
		Future<?> waiter = this.callers.run(() -> {
			for (int round = 0; round < ROUNDS; round++) {
				waitFor(this.queue.enter());
			}
		});
		for (int round = 0; round < ROUNDS; round++) {
			while (this.waiting.get() == 0) {
				Thread.yield();
			}
			assertThat(this.queue.release(1)).isOne();
		}
		Callers.get(waiter);
	}

	@Test
	void leavingAfterAReleaseCountsOnce() {
		WaitQueue.Waiter waiter = this.queue.enter();
		this.queue.release(1);
		this.queue.leave(waiter);
		assertThat(this.waiting).hasValue(0);
	}

	@Test
	void whoHasLeftIsNotReleased() {
		this.queue.leave(this.queue.enter());
		assertThat(this.queue.release(1)).isZero();
		assertThat(this.waiting).hasValue(0);
	}

	@Test
	void whoEntersAClosedQueueDoesNotWait() {
		this.queue.close();
		waitFor(this.queue.enter());
		assertThat(this.waiting).hasValue(0);
	}

	@Test
	void everybodyIsWokenThoughNobodyHelps() throws Exception {
		this.queue.enter();
		Future<?> behind = waiter();
		WaitQueue.Waiter givingUp = this.queue.enter();
		Future<?> last = waiter();
		closeAndWake(this.queue);
		this.queue.leave(givingUp);
		Callers.join(List.of(behind, last));
		assertThat(this.waiting).hasValue(1);
	}

	@Test
	void whoHasBeenWokenWaitsUntilItRuns() {
		WaitQueue.Waiter waiter = this.queue.enter();
		closeAndWake(this.queue);
		assertThat(this.waiting).hasValue(1);
		this.queue.leave(waiter);
		assertThat(this.waiting).hasValue(0);
	}

	@Test
	void oneThatCannotBeWokenHarmsNobodyElse() throws Exception {
		this.queue.enter(this.queue.waiter(() -> {
			throw new OutOfMemoryError("on purpose");
		}));
		CountDownLatch woken = new CountDownLatch(1);
		this.queue.enter(this.queue.waiter(woken::countDown));
		Future<?> thread = waiter();
		try (LogCapture log = new LogCapture(WaitQueue.class)) {
			closeAndWake(this.queue);
			assertThat(log.messages()).containsExactly("Somebody who waits in a failpoint cannot be woken");
		}
		Callers.get(thread);
		woken.await();
	}

	@Test
	void nobodyIsLeftBehindWhenWaitersGiveUpWhileTheQueueCloses() {
		for (int round = 0; round < 200; round++) {
			WaitQueue queue = new WaitQueue(this.waiting);
			List<Future<?>> waiters = this.callers.run(6, () -> {
				boolean patient = ThreadLocalRandom.current().nextBoolean();
				long deadline = patient ? this.forEver
						: this.time.nanoTime() + ThreadLocalRandom.current().nextLong(100_000);
				WaitQueue.Waiter waiter = queue.enter();
				queue.await(waiter, this.time, deadline);
				queue.leave(waiter);
			});
			closeAndWake(queue);
			Callers.join(waiters);
			assertThat(this.waiting).hasValue(0);
		}
	}

	private static void closeAndWake(WaitQueue queue) {
		queue.close();
		queue.wakeThreads();
		queue.wakeCalls();
	}

	private Future<?> waiter() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		Future<?> call = this.callers.run(() -> {
			WaitQueue.Waiter waiter = this.queue.enter();
			entered.countDown();
			waitFor(waiter);
		});
		entered.await();
		return call;
	}

	private void waitFor(WaitQueue.Waiter waiter) {
		this.queue.await(waiter, this.time, this.forEver);
		this.queue.leave(waiter);
	}

}
