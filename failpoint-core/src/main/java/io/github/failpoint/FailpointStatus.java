package io.github.failpoint;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A failpoint at one moment.
 *
 * @param name the name
 * @param state whether it is enabled
 * @param terms the terms as they were given; {@code null} if disabled or if a callback
 * stands in their place
 * @param declared whether at least one site has the name
 * @param sites the descriptions of the sites, sorted
 * @param source where the setting comes from; {@code null} if disabled
 * @param enabledAt when it was enabled; {@code null} if disabled
 * @param seed the seed of its draws; {@code null} if disabled
 * @param evaluations how often it was reached since it was enabled
 * @param triggers how often it acted since it was enabled
 * @param waiting how many callers are now in {@code sleep}, {@code pause} or
 * {@code delay}
 * @since 0.1.0
 */
public record FailpointStatus(String name, State state, @Nullable String terms, boolean declared, List<String> sites,
		@Nullable FailpointSource source, @Nullable Instant enabledAt, @Nullable Long seed, long evaluations,
		long triggers, long waiting) {

	public FailpointStatus {
		sites = List.copyOf(sites);
	}

	/**
	 * Whether a failpoint is enabled.
	 */
	public enum State {

		/**
		 * It has no setting.
		 */
		DISABLED,

		/**
		 * It has a setting that may act.
		 */
		ENABLED,

		/**
		 * It has a setting, every count of which is spent.
		 */
		EXHAUSTED;

		/**
		 * Return the lower-case name that users see.
		 * @return the name
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
