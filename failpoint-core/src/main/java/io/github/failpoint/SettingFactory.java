package io.github.failpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Term;
import io.github.failpoint.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings, and refuses those that the policy forbids or that a site cannot take.
 */
final class SettingFactory {

	private final FailpointPolicy policy;

	private final Engine engine;

	SettingFactory(FailpointPolicy policy, Engine engine) {
		this.policy = policy;
		this.engine = engine;
	}

	Setting create(SettingRequest request, List<FailpointSite> sites) {
		Terms terms = request.terms();
		Long seed = request.options().seed();
		Setting setting = new Setting(request.name(), (terms != null) ? terms.toString() : null,
				(terms != null) ? steps(request, terms, sites) : List.of(callbackStep(request)),
				request.options().source(), (seed != null) ? seed : ThreadLocalRandom.current().nextLong(),
				this.engine);
		requireFits(setting, sites);
		return setting;
	}

	private static Step callbackStep(SettingRequest request) {
		return Step.always(new Effect.Callback(Objects.requireNonNull(request.callback())));
	}

	private List<Step> steps(SettingRequest request, Terms terms, List<FailpointSite> sites) {
		ThrowableFactory.Resolver exceptions = new ThrowableFactory.Resolver(request.name(), terms.toString(),
				request.options().source(), this.policy, sites.stream().map(FailpointSite::signature).toList());
		List<Step> steps = new ArrayList<>();
		for (Term term : terms.terms()) {
			requireAllowed(term.action(), request.name(), terms);
			steps.add(new Step(steps.size(), term, Effect.of(term.action(), request.name(), exceptions)));
		}
		return steps;
	}

	private void requireAllowed(Action action, String name, Terms terms) {
		if (action instanceof Action.Exit && !this.policy.allowDestructive()) {
			throw refused(name, terms.toString(), "'exit' needs 'failpoint.allow-destructive=true'");
		}
	}

	private static void requireFits(Setting setting, List<FailpointSite> sites) {
		List<String> problems = new ArrayList<>();
		for (FailpointSite site : sites) {
			@Nullable String problem = setting.problemAt(site.signature());
			if (problem != null) {
				problems.add(site.signature().description() + " " + problem);
			}
		}
		if (!problems.isEmpty()) {
			throw refused(setting.name(), setting.terms(), String.join("; ", problems));
		}
	}

	private static SettingRefusedException refused(String name, @Nullable String terms, String reason) {
		String what = (terms != null) ? " cannot be set to \"" + Quoting.visible(terms) + "\": " : " refused: ";
		return new SettingRefusedException(name, terms, "Failpoint \"" + name + "\"" + what + reason);
	}

}
