package io.github.failpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
 * @param unreachable the places that carry the failpoint and never reach it, each with
 * why, in a sentence without a full stop
 * @param source where the setting comes from; {@code null} if disabled
 * @param enabledAt when it was enabled; {@code null} if disabled
 * @param expiresAt when its time to live is over; {@code null} if it has no end
 * @param reason why it was enabled, in the words of whoever did; {@code null} if they
 * gave none
 * @param seed the seed of its draws; {@code null} if disabled
 * @param evaluations how often it was reached since it was enabled
 * @param triggers how often it acted since it was enabled
 * @param waiting how many callers are now in {@code sleep}, {@code pause} or
 * {@code delay}, those included that were woken since their setting was replaced or
 * disabled, and have not gone on yet
 * @param suppressed how often it did not act since it was enabled, by reason; reasons
 * that never occurred are left out
 * @since 0.1.0
 */
public record FailpointStatus(String name, State state, @Nullable String terms, boolean declared, List<String> sites,
		List<String> unreachable, @Nullable FailpointSource source, @Nullable Instant enabledAt,
		@Nullable Instant expiresAt, @Nullable String reason, @Nullable Long seed, long evaluations, long triggers,
		long waiting, Map<Reason, Long> suppressed) {

	public FailpointStatus {
		sites = List.copyOf(sites);
		unreachable = List.copyOf(unreachable);
		suppressed = Collections.unmodifiableMap(new TreeMap<>(suppressed));
	}

	static FailpointStatus disabled(String name, List<String> sites, long waiting) {
		return new FailpointStatus(name, State.DISABLED, null, !sites.isEmpty(), sites, List.of(), null, null, null,
				null, null, 0, 0, waiting, Map.of());
	}

	FailpointStatus withUnreachable(List<String> unreachable) {
		return new FailpointStatus(this.name, this.state, this.terms, this.declared, this.sites, unreachable,
				this.source, this.enabledAt, this.expiresAt, this.reason, this.seed, this.evaluations, this.triggers,
				this.waiting, this.suppressed);
	}

	/**
	 * Return why the failpoint, though enabled, has not acted so far.
	 * @return the reason that occurred most often, or {@code null} if the failpoint is
	 * disabled or has acted
	 */
	public @Nullable Reason notTriggered() {
		if (this.state == State.DISABLED || this.triggers > 0) {
			return null;
		}
		return (this.state == State.EXHAUSTED) ? Reason.EXHAUSTED : mostFrequent();
	}

	/**
	 * Return in a sentence why the failpoint, though enabled, has not acted so far.
	 * @return the sentence, without a full stop, or {@code null} if there is no such
	 * reason
	 * @see #notTriggered()
	 */
	public @Nullable String explanation() {
		Reason reason = notTriggered();
		if (reason == Reason.UNREACHABLE) {
			return String.join("; ", this.unreachable);
		}
		boolean some = reason == Reason.NOT_REACHED && !this.unreachable.isEmpty();
		return (reason == null) ? null
				: some ? reason.sentence() + "; " + String.join("; ", this.unreachable) : reason.sentence();
	}

	private Reason mostFrequent() {
		return this.suppressed.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.orElseGet(this::never);
	}

	private Reason never() {
		if (this.declared) {
			return Reason.NOT_REACHED;
		}
		return this.unreachable.isEmpty() ? Reason.NO_DECLARED_SITE : Reason.UNREACHABLE;
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

	/**
	 * Why an enabled failpoint does not act.
	 */
	public enum Reason {

		/**
		 * No site has declared the name.
		 */
		NO_DECLARED_SITE("No site has declared this name"),

		/**
		 * All code that carries the name is where no failpoint can be reached.
		 */
		UNREACHABLE("The code that carries this name never reaches it"),

		/**
		 * No call has reached it since it was enabled.
		 */
		NOT_REACHED("No call has reached it since it was enabled"),

		/**
		 * No term passed, since a probability missed.
		 */
		PROBABILITY("It was reached, but the probability missed"),

		/**
		 * The term that passed was {@code off}.
		 */
		OFF("It was reached, but 'off' lets the call through"),

		/**
		 * Every count is spent.
		 */
		EXHAUSTED("Its counts are spent"),

		/**
		 * A ceiling kept it from acting.
		 */
		LIMITED("It was reached, but a ceiling of 'failpoint.limits' lets the call through"),

		/**
		 * It was to wait on a thread that must not be held, such as an event loop.
		 */
		EVENT_LOOP("It was reached, but on an event loop, which must not be held, so the call goes on"),

		/**
		 * It was reached outside of the scope of its setting.
		 */
		OUT_OF_SCOPE("It was reached, but only outside of the scope of its setting"),

		/**
		 * It was reached where no failpoint acts, such as by a request to the endpoint
		 * that controls failpoints.
		 */
		EXEMPT("It was reached, but only where no failpoint acts, as on the way to the endpoint");

		static final Set<Reason> COUNTED = EnumSet.range(PROBABILITY, EXEMPT);

		/**
		 * Those that are no evaluations.
		 */
		static final Set<Reason> BESIDE = EnumSet.of(OUT_OF_SCOPE, EXEMPT);

		private final String sentence;

		Reason(String sentence) {
			this.sentence = sentence;
		}

		/**
		 * Return the reason in a sentence, without a full stop.
		 * @return the sentence
		 */
		public String sentence() {
			return this.sentence;
		}

		/**
		 * Return the lower-case name that users see, such as {@code not-reached}.
		 * @return the name
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
