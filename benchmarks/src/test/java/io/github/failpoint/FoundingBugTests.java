package io.github.failpoint;

import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Model checking finds the founding bug where it is. {@link FoundingBugDetection} shows
 * that jcstress does.
 */
class FoundingBugTests {

	@Test
	void modelCheckingFindsIt() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> ModelChecking.ofTwoThreads().check(Naive.class))
			.withMessageContaining("NullPointerException");
	}

	public static class Naive {

		private final NaiveFailpoint failpoint = new NaiveFailpoint();

		@Operation
		public void enable() {
			this.failpoint.enable(1);
		}

		@Operation
		public void disable() {
			this.failpoint.disable();
		}

		@Operation
		public int evaluate() {
			return this.failpoint.evaluate();
		}

	}

}
