package io.github.failpoint;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Progress}.
 */
class ProgressTests {

	private static final int ROUNDS = 3_000;

	@AutoClose
	private final Callers callers = new Callers();

	private final Ticker time = new SystemTicker();

	private final Progress progress = new Progress();

	private final ManualTicker ticker = new ManualTicker();

	@Test
	void doesNotWaitForWhatHasHappened() throws InterruptedException {
		assertThat(this.progress.await(() -> true, this.ticker, this.ticker.nanoTime())).isTrue();
	}

	@Test
	void doesNotWaitWhenThereIsNoTime() throws InterruptedException {
		assertThat(this.progress.await(() -> false, this.ticker, this.ticker.nanoTime())).isFalse();
	}

	@Test
	void givesUpWhenTheTimeIsOver() {
		long deadline = this.ticker.nanoTime() + 1_000_000;
		Future<Boolean> watcher = this.callers.call(() -> this.progress.await(() -> false, this.ticker, deadline));
		this.ticker.advance(Duration.ofMillis(1));
		assertThat(Callers.get(watcher)).isFalse();
	}

	@Test
	void anInterruptEndsTheWait() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> this.progress.await(() -> false, this.ticker, this.ticker.nanoTime() + 1));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void whatHasHappenedOutweighsAnInterrupt() throws InterruptedException {
		Thread.currentThread().interrupt();
		assertThat(this.progress.await(() -> true, this.ticker, this.ticker.nanoTime() + 1)).isTrue();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void noChangeIsOverlooked() throws InterruptedException {
		Semaphore turn = new Semaphore(0);
		StripedCounter counter = new StripedCounter();
		Future<?> worker = this.callers.run(() -> {
			for (int i = 1; i <= ROUNDS; i++) {
				turn.acquire();
				counter.increment();
				this.progress.changed();
			}
		});
		for (int i = 1; i <= ROUNDS; i++) {
			int expected = i;
			turn.release();
			long deadline = this.time.nanoTime() + Callers.PATIENCE.toNanos();
			assertThat(this.progress.await(() -> counter.sum() >= expected, this.time, deadline)).isTrue();
		}
		Callers.get(worker);
	}

}
