package io.github.failpoint;

import io.github.failpoint.terms.Term;
import org.jspecify.annotations.Nullable;

/**
 * A term in force: with its budget, and with its action ready to be performed.
 */
final class Step {

	private final int index;

	private final @Nullable Term term;

	private final double probability;

	private final @Nullable ContendedLong budget;

	private final Effect effect;

	Step(int index, Term term, Effect effect) {
		this(index, term, term.probability(), term.hasCount() ? new ContendedLong(term.count()) : null, effect);
	}

	private Step(int index, @Nullable Term term, double probability, @Nullable ContendedLong budget, Effect effect) {
		this.index = index;
		this.term = term;
		this.probability = probability;
		this.budget = budget;
		this.effect = effect;
	}

	static Step always(Effect effect) {
		return new Step(0, null, Term.ALWAYS, null, effect);
	}

	int index() {
		return this.index;
	}

	Effect effect() {
		return this.effect;
	}

	boolean isExhausted() {
		return this.budget != null && this.budget.get() <= 0;
	}

	/**
	 * Return the term with the count that is left.
	 * @return the term, or {@code null} if it has no count, or none that is left
	 */
	@Nullable Term unspent() {
		long left = (this.budget != null) ? this.budget.get() : 0;
		return (this.term != null && left > 0) ? new Term(this.term.probability(), left, this.term.action()) : null;
	}

	boolean draws() {
		return this.probability < Term.ALWAYS || this.effect.draws();
	}

	/**
	 * Whether the term passes. A missed draw spends nothing.
	 */
	boolean passes(Chance chance, long evaluation) {
		return !isExhausted()
				&& (this.probability >= Term.ALWAYS || chance.hits(this.probability, evaluation, this.index))
				&& spend();
	}

	/**
	 * Take back what was spent but not performed: the setting may be restored, and would
	 * have lost a count.
	 */
	void takeBack() {
		if (this.budget != null) {
			this.budget.getAndIncrement();
		}
	}

	private boolean spend() {
		return this.budget == null || this.budget.take();
	}

}
