package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * One evaluation for which a term has been chosen.
 *
 * @param activation the setting in force
 * @param index the number of the evaluation in its setting, for its draws
 * @param step the chosen term
 * @param site the site that was reached
 * @param arguments the arguments of the site
 */
record Evaluation(Activation activation, long index, Step step, SiteSignature site, @Nullable Object[] arguments) {

	String name() {
		return setting().name();
	}

	Effect effect() {
		return this.step.effect();
	}

	Setting setting() {
		return this.activation.setting();
	}

}
