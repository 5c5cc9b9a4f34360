package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

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

	private final Ceilings ceilings;

	private final Engine engine;

	SettingFactory(FailpointPolicy policy, Engine engine) {
		this.policy = policy;
		this.ceilings = new Ceilings(policy.limits());
		this.engine = engine;
	}

	Setting create(SettingRequest request, List<FailpointSite> sites) {
		Terms terms = request.terms();
		Long seed = request.options().seed();
		Setting setting = new Setting(request.name(), (terms != null) ? terms.toString() : null,
				(terms != null) ? steps(request, terms, sites) : List.of(callbackStep(request)),
				request.options().withTtl(ttl(request)), (seed != null) ? seed : ThreadLocalRandom.current().nextLong(),
				this.engine);
		requireFits(setting, sites, setting::problemAt);
		return setting;
	}

	/**
	 * Make what a setting needs at sites against which it was checked. This runs code of
	 * others, so all that comes with it is checked before.
	 */
	void prepare(Setting setting, List<FailpointSite> sites) {
		requireFits(setting, sites, setting::prepare);
	}

	/**
	 * Nothing from a request lasts for ever.
	 */
	private @Nullable Duration ttl(SettingRequest request) {
		Duration ttl = request.options().ttl();
		if (request.options().source() != FailpointSource.ENDPOINT) {
			return ttl;
		}
		Duration max = this.policy.maxTtl();
		if (ttl != null && ttl.compareTo(max) > 0) {
			throw refused(request.name(), Objects.toString(request.terms(), null), "a time to live of "
					+ Ceilings.text(ttl) + " is longer than 'failpoint.max-ttl' of " + Ceilings.text(max));
		}
		return (ttl != null) ? ttl : this.policy.defaultTtl();
	}

	private static Step callbackStep(SettingRequest request) {
		return Step.always(new Effect.Callback(Objects.requireNonNull(request.callback())));
	}

	private List<Step> steps(SettingRequest request, Terms terms, List<FailpointSite> sites) {
		requireAllowed(request, terms);
		ThrowableResolver exceptions = new ThrowableResolver(request.name(), terms.toString(),
				request.options().source(), this.policy.allowedThrowables(),
				sites.stream().map(FailpointSite::signature).toList());
		List<Step> steps = new ArrayList<>();
		for (Term term : terms.terms()) {
			steps.add(new Step(steps.size(), term, Effect.of(term.action(), request.name(), exceptions)));
		}
		return steps;
	}

	private void requireAllowed(SettingRequest request, Terms terms) {
		FailpointSource source = request.options().source();
		String problem = source.isOutside() ? this.ceilings.problem(request.name(), terms) : null;
		if (problem == null && terms.terms().stream().anyMatch((term) -> term.action() instanceof Action.Exit)) {
			problem = problemOfExit(source);
		}
		if (problem != null) {
			throw refused(request.name(), terms.toString(), problem);
		}
	}

	private @Nullable String problemOfExit(FailpointSource source) {
		if (!this.policy.allowDestructive()) {
			return "'exit' needs 'failpoint.allow-destructive=true'";
		}
		boolean named = source != FailpointSource.ENDPOINT || this.policy.limits().actions().contains("exit");
		return named ? null : "a request may use 'exit' only if 'failpoint.limits.actions' names it";
	}

	private static void requireFits(Setting setting, List<FailpointSite> sites,
			Function<SiteSignature, @Nullable String> check) {
		List<String> problems = new ArrayList<>();
		for (FailpointSite site : sites) {
			@Nullable String problem = check.apply(site.signature());
			if (problem != null) {
				problems.add(site.signature().description() + " " + problem);
			}
		}
		if (!problems.isEmpty()) {
			throw refused(setting.name(), setting.terms(), String.join("; ", problems));
		}
	}

	/**
	 * Refuse what would wait, where everybody who reaches the failpoint would hold an
	 * event loop.
	 */
	static void requireThread(Setting setting, List<FailpointSite> sites) {
		boolean nowhere = !sites.isEmpty() && sites.stream().allMatch((site) -> site.signature().holdsEventLoop());
		String keyword = nowhere ? setting.waitingKeyword() : null;
		if (keyword != null) {
			throw refused(setting.name(), setting.terms(),
					sites.stream().map((site) -> site.signature().description()).collect(Collectors.joining(", "))
							+ " runs on an event loop, which must not be held, so that no call can " + keyword
							+ " there; let it return a Mono or a Flux");
		}
	}

	static SettingRefusedException refused(String name, @Nullable String terms, String reason) {
		String what = (terms != null) ? " cannot be set to \"" + Quoting.excerpt(terms) + "\": " : " refused: ";
		return new SettingRefusedException(name, terms, "Failpoint \"" + name + "\"" + what + reason);
	}

}
