package io.github.failpoint;

import io.github.failpoint.terms.DurationRange;

/**
 * The draws of a setting: the draw of the k-th evaluation is a pure function of the seed,
 * k and the index of the term.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood: Fast
 * splittable pseudorandom number generators</a>
 */
final class Chance {

	private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

	/**
	 * Draws per evaluation: two for each of at most 64 terms.
	 */
	private static final int STREAMS = 128;

	private final long seed;

	Chance(long seed) {
		this.seed = seed;
	}

	boolean hits(double percent, long evaluation, int term) {
		return unit(evaluation, 2 * term) * 100 < percent;
	}

	long nanos(DurationRange range, long evaluation, int term) {
		long span = range.maxNanos() - range.minNanos();
		return (span == Long.MAX_VALUE) ? bits(evaluation, 2 * term + 1) >>> 1
				: range.minNanos() + Math.min(span, (long) (unit(evaluation, 2 * term + 1) * (span + 1)));
	}

	private double unit(long evaluation, int stream) {
		return (bits(evaluation, stream) >>> 11) * 0x1.0p-53;
	}

	private long bits(long evaluation, int stream) {
		return mix(mix(this.seed) + (evaluation * STREAMS + stream + 1) * GOLDEN_GAMMA);
	}

	static long mix(long value) {
		long bits = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
		bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
		return bits ^ (bits >>> 31);
	}

}
