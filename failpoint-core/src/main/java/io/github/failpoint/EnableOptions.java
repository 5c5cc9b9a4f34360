package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * How a failpoint is enabled, apart from its terms.
 *
 * @param source where the setting comes from; decides what its terms may do
 * @param seed the seed of all draws, or {@code null} to draw one
 * @since 0.1.0
 * @see FailpointPolicy
 */
public record EnableOptions(FailpointSource source, @Nullable Long seed) {

	/**
	 * Return the options of a plain call from code: a fresh seed.
	 * @return the options
	 */
	public static EnableOptions defaults() {
		return new EnableOptions(FailpointSource.CODE, null);
	}

	/**
	 * Return the options for something that comes from the given source.
	 * @param source the source
	 * @return the options
	 */
	public static EnableOptions source(FailpointSource source) {
		return new EnableOptions(source, null);
	}

	/**
	 * Return the options of a call from code with the given seed.
	 * @param seed the seed: the same seed and terms give the same draws
	 * @return the options
	 */
	public static EnableOptions seed(long seed) {
		return new EnableOptions(FailpointSource.CODE, seed);
	}

	/**
	 * Return these options with another seed.
	 * @param seed the seed, or {@code null} to draw one
	 * @return the options
	 */
	public EnableOptions withSeed(@Nullable Long seed) {
		return new EnableOptions(this.source, seed);
	}

}
