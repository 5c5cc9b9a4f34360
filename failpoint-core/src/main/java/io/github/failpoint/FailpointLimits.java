package io.github.failpoint;

import java.time.Duration;
import java.util.Set;

import io.github.failpoint.terms.Term;
import org.jspecify.annotations.Nullable;

/**
 * Ceilings that nothing from outside can exceed, whether a property, a variable or a
 * request. What can be seen in the terms is refused; what only turns out while the code
 * runs lets that caller go on unharmed, and is counted.
 *
 * @since 0.1.0
 * @see FailpointPolicy#withLimits(FailpointLimits)
 * @see FailpointStatus#suppressed()
 */
public final class FailpointLimits {

	/**
	 * The number for a ceiling that is not there.
	 */
	public static final long UNLIMITED = Long.MAX_VALUE;

	private static final FailpointLimits NONE = new FailpointLimits(null, Term.ALWAYS,
			new Numbers(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED), Set.of(), Set.of());

	private final @Nullable Duration maxWait;

	private final double maxProbability;

	private final Numbers numbers;

	private final Set<String> names;

	private final Set<String> actions;

	private FailpointLimits(@Nullable Duration maxWait, double maxProbability, Numbers numbers, Set<String> names,
			Set<String> actions) {
		this.maxWait = maxWait;
		this.maxProbability = maxProbability;
		this.numbers = numbers;
		this.names = Set.copyOf(names);
		this.actions = Set.copyOf(actions);
	}

	/**
	 * Return no ceilings.
	 * @return the limits
	 */
	public static FailpointLimits none() {
		return NONE;
	}

	/**
	 * Return these limits with another longest {@code sleep}, {@code delay} and
	 * {@code pause}; one without an end is refused then.
	 * @param maxWait the longest time, or {@code null} for no ceiling
	 * @return the limits
	 * @throws IllegalArgumentException if the time is negative, or longer than 292 years
	 */
	public FailpointLimits withMaxWait(@Nullable Duration maxWait) {
		if (maxWait != null && !maxWait.isZero()) {
			EnableOptions.requireValid("maxWait", maxWait);
		}
		return new FailpointLimits(maxWait, this.maxProbability, this.numbers, this.names, this.actions);
	}

	/**
	 * Return these limits with another highest probability with which an evaluation acts.
	 * @param percent the probability in percent, 0 to 100
	 * @return the limits
	 * @throws IllegalArgumentException if the probability is out of range
	 */
	public FailpointLimits withMaxProbability(double percent) {
		if (!(percent >= 0 && percent <= Term.ALWAYS)) {
			throw new IllegalArgumentException("'percent' must be from 0 to 100 but is " + percent);
		}
		return new FailpointLimits(this.maxWait, percent, this.numbers, this.names, this.actions);
	}

	/**
	 * Return these limits with another number of triggers of one setting.
	 * @param maxTriggers the number, or {@link #UNLIMITED}
	 * @return the limits
	 * @throws IllegalArgumentException if the number is negative
	 */
	public FailpointLimits withMaxTriggers(long maxTriggers) {
		return with(new Numbers(maxTriggers, this.numbers.triggersPerMinute, this.numbers.waiting,
				this.numbers.waitingInAll));
	}

	/**
	 * Return these limits with another number of triggers of one failpoint in a minute,
	 * which begins with the first of them.
	 * @param maxTriggersPerMinute the number, or {@link #UNLIMITED}
	 * @return the limits
	 * @throws IllegalArgumentException if the number is negative
	 */
	public FailpointLimits withMaxTriggersPerMinute(long maxTriggersPerMinute) {
		return with(new Numbers(this.numbers.triggers, maxTriggersPerMinute, this.numbers.waiting,
				this.numbers.waitingInAll));
	}

	/**
	 * Return these limits with another number of callers that wait at once in one
	 * failpoint.
	 * @param maxWaiting the number, or {@link #UNLIMITED}
	 * @return the limits
	 * @throws IllegalArgumentException if the number is negative
	 */
	public FailpointLimits withMaxWaiting(long maxWaiting) {
		return with(new Numbers(this.numbers.triggers, this.numbers.triggersPerMinute, maxWaiting,
				this.numbers.waitingInAll));
	}

	/**
	 * Return these limits with another number of callers that wait at once in all
	 * failpoints together.
	 * @param maxWaitingInAll the number, or {@link #UNLIMITED}
	 * @return the limits
	 * @throws IllegalArgumentException if the number is negative
	 */
	public FailpointLimits withMaxWaitingInAll(long maxWaitingInAll) {
		return with(new Numbers(this.numbers.triggers, this.numbers.triggersPerMinute, this.numbers.waiting,
				maxWaitingInAll));
	}

	private FailpointLimits with(Numbers numbers) {
		return new FailpointLimits(this.maxWait, this.maxProbability, numbers, this.names, this.actions);
	}

	/**
	 * Return these limits with other names that may be enabled.
	 * @param names the names, in which {@code *} stands for any characters; if empty, all
	 * may
	 * @return the limits
	 */
	public FailpointLimits withNames(Set<String> names) {
		return new FailpointLimits(this.maxWait, this.maxProbability, this.numbers, names, this.actions);
	}

	/**
	 * Return these limits with other actions that may be used. A request may use
	 * {@code exit} only if it is named here.
	 * @param actions the words of the language, such as {@code sleep}; if empty, all may
	 * @return the limits
	 */
	public FailpointLimits withActions(Set<String> actions) {
		return new FailpointLimits(this.maxWait, this.maxProbability, this.numbers, this.names, actions);
	}

	/**
	 * Return the longest {@code sleep}, {@code delay} and {@code pause}.
	 * @return the time, or {@code null} for no ceiling
	 */
	public @Nullable Duration maxWait() {
		return this.maxWait;
	}

	/**
	 * Return the highest probability with which an evaluation acts.
	 * @return the probability in percent
	 */
	public double maxProbability() {
		return this.maxProbability;
	}

	/**
	 * Return the number of triggers of one setting.
	 * @return the number, or {@link #UNLIMITED}
	 */
	public long maxTriggers() {
		return this.numbers.triggers;
	}

	/**
	 * Return the number of triggers of one failpoint in a minute.
	 * @return the number, or {@link #UNLIMITED}
	 */
	public long maxTriggersPerMinute() {
		return this.numbers.triggersPerMinute;
	}

	/**
	 * Return the number of callers that wait at once in one failpoint.
	 * @return the number, or {@link #UNLIMITED}
	 */
	public long maxWaiting() {
		return this.numbers.waiting;
	}

	/**
	 * Return the number of callers that wait at once in all failpoints together.
	 * @return the number, or {@link #UNLIMITED}
	 */
	public long maxWaitingInAll() {
		return this.numbers.waitingInAll;
	}

	/**
	 * Return the names that may be enabled.
	 * @return the names, in which {@code *} stands for any characters; if empty, all may
	 */
	public Set<String> names() {
		return this.names;
	}

	/**
	 * Return the actions that may be used.
	 * @return the words of the language; if empty, all may
	 */
	public Set<String> actions() {
		return this.actions;
	}

	/**
	 * Whether something has to be counted while the code runs.
	 */
	boolean bindTriggers() {
		return !this.numbers.equals(NONE.numbers);
	}

	private record Numbers(long triggers, long triggersPerMinute, long waiting, long waitingInAll) {

		private Numbers {
			if (triggers < 0 || triggersPerMinute < 0 || waiting < 0 || waitingInAll < 0) {
				throw new IllegalArgumentException("A limit must not be negative");
			}
		}

	}

}
