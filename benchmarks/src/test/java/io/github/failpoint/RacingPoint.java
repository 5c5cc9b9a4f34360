package io.github.failpoint;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Terms;

/**
 * A failpoint of its own for each sample of a race.
 */
class RacingPoint {

	static final String NAME = "race";

	static final Duration LIMIT = Duration.ofSeconds(5);

	/**
	 * A thread that waits this long has missed its wake-up, and found its own way out.
	 */
	private static final long LATE = Duration.ofSeconds(4).toNanos();

	static final Terms ONE = Terms.of("return(1)");

	static final Terms TWO = Terms.of("return(2)");

	static final Terms PAUSE = Terms.of("pause(5s)");

	static final Terms OFF = Terms.of("off");

	/**
	 * Shared: a timer's thread for each sample would be too many.
	 */
	private static final Ticker TICKER = new SystemTicker();

	final FailpointRegistry registry;

	final FailpointHandle handle;

	RacingPoint() {
		this(TICKER);
	}

	RacingPoint(Ticker ticker) {
		this.registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS, ticker);
		this.handle = this.registry.failpoint(NAME);
	}

	/**
	 * Reach the failpoint.
	 * @return the value of its {@code return}, or 0
	 */
	final int evaluate() {
		return this.handle.<Integer, RuntimeException>evaluate(Integer.class, () -> 0);
	}

	/**
	 * Reach a failpoint that waits.
	 * @return 1 if it was late to go on, otherwise 0
	 */
	final int hitAndTellIfLate() {
		long start = System.nanoTime();
		this.handle.hit();
		return (System.nanoTime() - start > LATE) ? 1 : 0;
	}

	/**
	 * Return the number in the terms that are in force, or 0.
	 */
	final int inForce() {
		String terms = this.registry.status(NAME).orElseThrow().terms();
		return (terms != null) ? terms.replaceAll("\\D", "").charAt(0) - '0' : 0;
	}

	/**
	 * Actors must not throw what has to be declared.
	 */
	static <T> T uninterrupted(Callable<T> body) {
		try {
			return body.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
