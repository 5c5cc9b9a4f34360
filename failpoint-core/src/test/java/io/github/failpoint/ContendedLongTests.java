package io.github.failpoint;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContendedLong}.
 */
class ContendedLongTests {

	@AutoClose
	private final Callers callers = new Callers();

	@Test
	void numbersFromItsFirstValue() {
		ContendedLong number = new ContendedLong(0);
		assertThat(number.getAndIncrement()).isZero();
		assertThat(number.getAndIncrement()).isOne();
		assertThat(number.get()).isEqualTo(2);
	}

	@Test
	void givesWhatThereIsAndNoMore() {
		ContendedLong number = new ContendedLong(2);
		assertThat(number.take()).isTrue();
		assertThat(number.take()).isTrue();
		assertThat(number.take()).isFalse();
		assertThat(number.get()).isZero();
	}

	@Test
	void givesExactlyWhatThereIsToManyThreads() {
		for (int round = 0; round < 200; round++) {
			ContendedLong number = new ContendedLong(100);
			AtomicLong taken = new AtomicLong();
			Callers.join(this.callers.run(4, () -> {
				for (int i = 0; i < 100; i++) {
					taken.addAndGet(number.take() ? 1 : 0);
				}
			}));
			assertThat(taken).hasValue(100);
			assertThat(number.get()).isZero();
		}
	}

	@Test
	void losesNothingThatIsPutBackWhileOthersComeTooLate() {
		ContendedLong number = new ContendedLong(3);
		Callers.join(this.callers.run(4, () -> {
			for (int i = 0; i < 20_000; i++) {
				if (number.take()) {
					number.getAndIncrement();
				}
			}
		}));
		assertThat(number.get()).isEqualTo(3);
	}

}
