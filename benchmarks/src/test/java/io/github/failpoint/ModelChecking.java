package io.github.failpoint;

import java.time.Duration;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * How interleavings are gone through here.
 */
final class ModelChecking {

	/**
	 * A busy machine may take its time: what hangs is found by counting, not by a clock.
	 */
	private static final long PATIENCE_MILLIS = Duration.ofHours(1).toMillis();

	private ModelChecking() {
	}

	static ModelCheckingOptions ofTwoThreads() {
		return new ModelCheckingOptions().threads(2).actorsPerThread(2).invocationTimeout$lincheck(PATIENCE_MILLIS);
	}

}
