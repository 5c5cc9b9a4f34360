package io.github.failpoint;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one enable created: steps with their budgets, a seed and counters. While it is in
 * force there is an {@link Activation} of it; a setting that is restored gets another
 * one, and goes on where it stopped.
 */
final class Setting {

	private final String name;

	private final @Nullable String terms;

	private final Step[] steps;

	private final FailpointSource source;

	private final long seed;

	private final boolean draws;

	private final Chance chance;

	private final Engine engine;

	private final Instant enabledAt;

	private final StripedCounter evaluations = new StripedCounter();

	private final StripedCounter triggers = new StripedCounter();

	Setting(String name, @Nullable String terms, List<Step> steps, FailpointSource source, long seed, Engine engine) {
		this.name = name;
		this.terms = terms;
		this.steps = steps.toArray(Step[]::new);
		this.source = source;
		this.seed = seed;
		this.draws = steps.stream().anyMatch(Step::draws);
		this.chance = new Chance(seed);
		this.engine = engine;
		this.enabledAt = engine.ticker().now();
	}

	String name() {
		return this.name;
	}

	@Nullable String terms() {
		return this.terms;
	}

	Chance chance() {
		return this.chance;
	}

	Engine engine() {
		return this.engine;
	}

	void evaluated() {
		this.evaluations.increment();
	}

	void triggered() {
		this.triggers.increment();
	}

	/**
	 * Return the number of an evaluation for its draws; without draws, no number is
	 * spent.
	 */
	long nextIndex() {
		return this.draws ? this.chance.next() : 0;
	}

	/**
	 * Find the first step that passes.
	 * @return the step, or {@code null} if nothing is to be done
	 */
	@Nullable Step decide(long index) {
		for (Step step : this.steps) {
			if (step.passes(this.chance, index)) {
				return (step.effect() != Effect.OFF) ? step : null;
			}
		}
		return null;
	}

	boolean isExhausted() {
		for (Step step : this.steps) {
			if (!step.isExhausted()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Say why this setting cannot act at the given site.
	 * @return the reason, or {@code null} if it can
	 */
	@Nullable String problemAt(SiteSignature site) {
		for (Step step : this.steps) {
			String problem = step.effect().problemAt(site, this.engine.conversion());
			if (problem != null) {
				return problem;
			}
		}
		return null;
	}

	/**
	 * Counters are read against the order in which an evaluation changes them, so that no
	 * status shows more triggers than evaluations.
	 */
	FailpointStatus status(List<String> sites, long waiting) {
		long triggers = triggers();
		long evaluations = evaluations();
		return new FailpointStatus(this.name,
				isExhausted() ? FailpointStatus.State.EXHAUSTED : FailpointStatus.State.ENABLED, this.terms,
				!sites.isEmpty(), sites, this.source, this.enabledAt, this.seed, evaluations, triggers, waiting);
	}

	long evaluations() {
		return this.evaluations.sum();
	}

	long triggers() {
		return this.triggers.sum();
	}

}
