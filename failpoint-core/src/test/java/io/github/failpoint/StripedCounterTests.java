package io.github.failpoint;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StripedCounter}.
 */
class StripedCounterTests {

	@AutoClose
	private final Callers callers = new Callers();

	private final StripedCounter counter = new StripedCounter();

	@Test
	void startsAtZero() {
		assertThat(this.counter.sum()).isZero();
	}

	@Test
	void countsUpAndDown() {
		this.counter.increment();
		this.counter.increment();
		this.counter.decrement();
		assertThat(this.counter.sum()).isOne();
	}

	@Test
	void losesNothingAmongManyThreads() {
		Callers.join(this.callers.run(16, () -> {
			for (int i = 0; i < 50_000; i++) {
				this.counter.increment();
			}
		}));
		assertThat(this.counter.sum()).isEqualTo(800_000);
	}

	@Test
	void isBalancedWhenAllHaveLeft() {
		Callers.join(this.callers.run(16, () -> {
			for (int i = 0; i < 20_000; i++) {
				this.counter.increment();
				this.counter.decrement();
			}
		}));
		assertThat(this.counter.sum()).isZero();
	}

	@Test
	void neverShowsZeroWhileSomebodyIsInside() {
		this.counter.increment();
		Callers.join(this.callers.run(4, () -> {
			for (int i = 0; i < 20_000; i++) {
				this.counter.increment();
				assertThat(this.counter.sum()).isPositive();
				this.counter.decrement();
			}
		}));
	}

	@Test
	void countsOnAThreadThatMakesUpItsId() throws InterruptedException {
		Thread thread = new OddThread(this.counter::increment);
		thread.start();
		thread.join();
		assertThat(this.counter.sum()).isOne();
	}

	private static final class OddThread extends Thread {

		OddThread(Runnable body) {
			super(body);
		}

		@Override
		@SuppressWarnings({ "deprecation", "removal" })
		public long getId() {
			return -3;
		}

	}

}
