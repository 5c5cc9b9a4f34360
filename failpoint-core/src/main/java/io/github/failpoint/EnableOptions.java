package io.github.failpoint;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a failpoint is enabled, apart from its terms: where the setting comes from, which
 * decides what its terms may do, its seed, its time to live and the reason for it.
 *
 * @since 0.1.0
 * @see FailpointPolicy
 */
public final class EnableOptions {

	private static final EnableOptions DEFAULTS = new EnableOptions(FailpointSource.CODE, null, null, null);

	private final FailpointSource source;

	private final @Nullable Long seed;

	private final @Nullable Duration ttl;

	private final @Nullable String reason;

	private EnableOptions(FailpointSource source, @Nullable Long seed, @Nullable Duration ttl,
			@Nullable String reason) {
		this.source = source;
		this.seed = seed;
		this.ttl = ttl;
		this.reason = reason;
	}

	/**
	 * Return the options of a plain call from code: a fresh seed, and no end.
	 * @return the options
	 */
	public static EnableOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the options for something that comes from the given source.
	 * @param source the source
	 * @return the options
	 */
	public static EnableOptions source(FailpointSource source) {
		return new EnableOptions(source, null, null, null);
	}

	/**
	 * Return the options of a call from code with the given seed.
	 * @param seed the seed: the same seed and terms give the same draws
	 * @return the options
	 */
	public static EnableOptions seed(long seed) {
		return DEFAULTS.withSeed(seed);
	}

	/**
	 * Return the options of a call from code with the given time to live.
	 * @param ttl how long the setting is in force, more than zero
	 * @return the options
	 * @throws IllegalArgumentException if the time is not positive, or longer than 292
	 * years
	 */
	public static EnableOptions ttl(Duration ttl) {
		return DEFAULTS.withTtl(ttl);
	}

	/**
	 * Return these options with another seed.
	 * @param seed the seed, or {@code null} to draw one
	 * @return the options
	 */
	public EnableOptions withSeed(@Nullable Long seed) {
		return new EnableOptions(this.source, seed, this.ttl, this.reason);
	}

	/**
	 * Return these options with another time to live. When it is over, the failpoint gets
	 * back the setting that it had before, or none.
	 * @param ttl how long the setting is in force, more than zero, or {@code null} for no
	 * end
	 * @return the options
	 * @throws IllegalArgumentException if the time is not positive, or longer than 292
	 * years
	 */
	public EnableOptions withTtl(@Nullable Duration ttl) {
		requireValid("ttl", ttl);
		return new EnableOptions(this.source, this.seed, ttl, this.reason);
	}

	static void requireValid(String parameter, @Nullable Duration time) {
		if (time != null && (time.isNegative() || time.isZero())) {
			throw new IllegalArgumentException("'" + parameter + "' must be positive but is " + time);
		}
		if (time != null && time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0) {
			throw new IllegalArgumentException("'" + parameter + "' must not be longer than 292 years but is " + time);
		}
	}

	/**
	 * Return these options with another reason.
	 * @param reason why the failpoint is enabled, in words for whoever finds it, or
	 * {@code null}
	 * @return the options
	 */
	public EnableOptions withReason(@Nullable String reason) {
		return new EnableOptions(this.source, this.seed, this.ttl, reason);
	}

	/**
	 * Return where the setting comes from.
	 * @return the source
	 */
	public FailpointSource source() {
		return this.source;
	}

	/**
	 * Return the seed of all draws.
	 * @return the seed, or {@code null} to draw one
	 */
	public @Nullable Long seed() {
		return this.seed;
	}

	/**
	 * Return how long the setting is in force.
	 * @return the time to live, or {@code null} for no end
	 */
	public @Nullable Duration ttl() {
		return this.ttl;
	}

	/**
	 * Return why the failpoint is enabled.
	 * @return the reason, or {@code null} if none was given
	 */
	public @Nullable String reason() {
		return this.reason;
	}

}
