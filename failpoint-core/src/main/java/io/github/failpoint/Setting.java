package io.github.failpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.failpoint.terms.Term;
import org.jspecify.annotations.Nullable;

/**
 * What one enable created: steps with their budgets, a seed and counts. While it is in
 * force there is an {@link Activation} of it; a setting that is restored gets another
 * one, and goes on where it stopped.
 */
final class Setting {

	/**
	 * So many settings come back one after another, and no more: requests may put one of
	 * a shorter time upon another for ever.
	 */
	static final int MAX_BEFORE = 10;

	private final String name;

	private final @Nullable String terms;

	private final Step[] steps;

	private final EnableOptions options;

	private final long seed;

	private final Chance chance;

	/**
	 * Numbers the evaluations, if they draw.
	 */
	private final @Nullable ContendedLong draws;

	private final Engine engine;

	private final Instant enabledAt;

	private final long deadline;

	private final AtomicLong allowance;

	private final AtomicBoolean limited = new AtomicBoolean();

	private final Counts counts;

	private final Progress progress = new Progress();

	private final AtomicBoolean metEventLoop = new AtomicBoolean();

	/**
	 * What comes back when the time is over; guarded by the lock of the points.
	 */
	private @Nullable Setting before;

	/**
	 * How many come back one after another.
	 */
	private int depth;

	private boolean mask;

	Setting(String name, @Nullable String terms, List<Step> steps, EnableOptions options, long seed, Engine engine) {
		this.name = name;
		this.terms = terms;
		this.steps = steps.toArray(Step[]::new);
		this.options = options;
		this.seed = seed;
		this.counts = new Counts(steps);
		this.draws = steps.stream().anyMatch(Step::draws) ? new ContendedLong(0) : null;
		this.chance = new Chance(seed);
		this.engine = engine;
		this.enabledAt = engine.ticker().now();
		Duration ttl = options.ttl();
		this.deadline = engine.ticker().nanoTime() + ((ttl != null) ? ttl.toNanos() : 0);
		this.allowance = new AtomicLong(engine.quotas().maxTriggers());
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

	/**
	 * Return who is told of each change: an evaluation that began before this setting was
	 * restored may end after it, and counts.
	 */
	Progress progress() {
		return this.progress;
	}

	/**
	 * Whether the ceilings on what happens while the code runs bind this setting.
	 */
	boolean hasQuota() {
		return this.engine.quotas().bind(this.options.source());
	}

	/**
	 * Note that the setting was to wait on a thread that must not be held.
	 * @return whether that is new
	 */
	boolean meetsEventLoop() {
		return !this.metEventLoop.get() && this.metEventLoop.compareAndSet(false, true);
	}

	boolean spendAllowance() {
		return this.allowance.getAndUpdate((left) -> Math.max(0, left - 1)) > 0;
	}

	/**
	 * Count a caller whom a limit lets go on, and tell of the first.
	 */
	void limited(Limit limit, long max) {
		this.counts.suppressed(FailpointStatus.Reason.LIMITED);
		if (this.limited.compareAndSet(false, true)) {
			this.engine.listeners().tell((listener) -> listener.limited(this.name, limit.toString(), max));
		}
	}

	boolean isRequested() {
		return this.options.source() == FailpointSource.ENDPOINT;
	}

	boolean hasTimeToLive() {
		return this.options.ttl() != null;
	}

	/**
	 * Return when the time to live is over, on the scale of the ticker.
	 */
	long deadline() {
		return this.deadline;
	}

	private boolean isOver(long time) {
		return hasTimeToLive() && this.deadline - time <= 0;
	}

	/**
	 * Remember the setting in whose place this one is put. Only what outlives this one
	 * can ever come back, so nothing else is kept. Where too many would, the one whose
	 * place this one takes is left out: those that are to last longer are kept.
	 * @param previous the setting, or {@code null} if there was none
	 * @param masked whether a scope hid what is around it instead
	 */
	void replaces(@Nullable Setting previous, boolean masked) {
		Setting outliving = hasTimeToLive() ? inForceAt(this.deadline, previous) : null;
		this.before = (outliving != null && outliving.depth == MAX_BEFORE) ? outliving.before : outliving;
		this.depth = (this.before != null) ? this.before.depth + 1 : 0;
		this.mask = masked || (previous != null && previous.mask);
	}

	/**
	 * Whether, where no setting comes back, what is around the scope stays hidden.
	 */
	boolean replacesMask() {
		return this.mask;
	}

	/**
	 * Return this setting or, once its time is over, what comes back in its place.
	 */
	@Nullable Setting orBefore() {
		return inForceAt(this.engine.ticker().nanoTime(), this);
	}

	private static @Nullable Setting inForceAt(long time, @Nullable Setting latest) {
		Setting setting = latest;
		while (setting != null && setting.isOver(time)) {
			setting = setting.before;
		}
		return setting;
	}

	Counts counts() {
		return this.counts;
	}

	/**
	 * Say why no step has passed.
	 */
	FailpointStatus.Reason reasonOfMiss() {
		return isExhausted() ? FailpointStatus.Reason.EXHAUSTED : FailpointStatus.Reason.PROBABILITY;
	}

	/**
	 * Return the number of an evaluation for its draws; without draws, no number is
	 * spent.
	 */
	long nextIndex() {
		return (this.draws != null) ? this.draws.getAndIncrement() : 0;
	}

	/**
	 * Find the first step that passes.
	 * @return the step, or {@code null} if none does
	 */
	@Nullable Step decide(long index) {
		for (Step step : this.steps) {
			if (step.passes(this.chance, index)) {
				return step;
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

	List<Term> unspent() {
		return Stream.of(this.steps).map(Step::unspent).filter(Objects::nonNull).toList();
	}

	/**
	 * Return the first action that waits.
	 * @return its keyword, or {@code null} if none does
	 */
	@Nullable String waitingKeyword() {
		return Stream.of(this.steps)
			.map(Step::effect)
			.filter(Effect::waits)
			.map(Effect::keyword)
			.findFirst()
			.orElse(null);
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
	 * Make what this setting needs at the given site, or say why that is impossible.
	 * @return the reason, or {@code null} if it is possible
	 */
	@Nullable String prepare(SiteSignature site) {
		for (Step step : this.steps) {
			String problem = step.effect().prepare(site, this.engine.conversion());
			if (problem != null) {
				return problem;
			}
		}
		return null;
	}

	FailpointStatus status(List<String> sites, long waiting) {
		FailpointTotals totals = this.counts.totals();
		return new FailpointStatus(this.name,
				isExhausted() ? FailpointStatus.State.EXHAUSTED : FailpointStatus.State.ENABLED, this.terms,
				!sites.isEmpty(), sites, List.of(), this.options.source(), this.enabledAt, expiresAt(),
				this.options.reason(), this.seed, totals.evaluations(), totals.triggered(), waiting,
				totals.suppressed());
	}

	private @Nullable Instant expiresAt() {
		Duration ttl = this.options.ttl();
		return (ttl != null) ? this.enabledAt.plus(ttl) : null;
	}

}
