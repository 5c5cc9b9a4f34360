package io.github.failpoint;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What one enable created: steps with their budgets, a seed, counters, and everybody who
 * is inside. Never reused for another enable.
 */
final class Setting {

	/**
	 * The answer of a setting that was closed before it could act. A setting is closed
	 * only after another one, or none, was put in its place: whoever gets this asks
	 * there.
	 */
	static final EarlyReturn SUPERSEDED = new EarlyReturn(null);

	private static final AtomicLong CREATED = new AtomicLong();

	private final long number = CREATED.getAndIncrement();

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

	private final StripedCounter inside = new StripedCounter();

	private final AtomicLong waiting = new AtomicLong();

	private final WaitQueue sleepers = new WaitQueue(this.waiting);

	private final WaitQueue pausers = new WaitQueue(this.waiting);

	private final Progress progress = new Progress();

	private volatile boolean closed;

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

	long number() {
		return this.number;
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

	@Nullable EarlyReturn evaluate(SiteSignature site, @Nullable Object[] arguments) throws Throwable {
		this.evaluations.increment();
		this.progress.changed();
		long index = this.draws ? this.chance.next() : 0;
		Step step = decide(index);
		return (step != null) ? perform(step, new Evaluation(this, index, step.index(), site, arguments)) : null;
	}

	private @Nullable Step decide(long index) {
		for (Step step : this.steps) {
			if (step.passes(this.chance, index)) {
				return (step.effect() != Effect.OFF) ? step : null;
			}
		}
		return null;
	}

	private @Nullable EarlyReturn perform(Step step, Evaluation evaluation) throws Throwable {
		this.inside.increment();
		try {
			if (this.closed) {
				return SUPERSEDED;
			}
			this.triggers.increment();
			this.progress.changed();
			this.engine.listeners().triggered(evaluation, step.effect());
			return step.effect().perform(evaluation);
		}
		finally {
			this.inside.decrement();
			this.progress.changed();
		}
	}

	void sleep(long nanos) {
		await(this.sleepers, nanos);
	}

	void pause(long nanos) {
		await(this.pausers, nanos);
	}

	private void await(WaitQueue queue, long nanos) {
		long deadline = this.engine.ticker().nanoTime() + nanos;
		WaitQueue.Waiter waiter = queue.enter();
		this.progress.changed();
		try {
			queue.await(waiter, this.engine.ticker(), deadline);
		}
		finally {
			queue.leave(waiter);
		}
	}

	void spin(long nanos) {
		long deadline = this.engine.ticker().nanoTime() + nanos;
		this.waiting.incrementAndGet();
		this.progress.changed();
		try {
			while (!this.closed && !Thread.currentThread().isInterrupted()
					&& deadline - this.engine.ticker().nanoTime() > 0) {
				Thread.onSpinWait();
			}
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	int release(int count) {
		return this.pausers.release(count);
	}

	void close() {
		this.closed = true;
		this.sleepers.close();
		this.pausers.close();
		this.progress.changed();
	}

	boolean isQuiet() {
		return this.inside.sum() == 0;
	}

	/**
	 * Wait until nobody is inside any more; only of a closed setting is the answer final.
	 */
	boolean awaitQuiet(long deadline) throws InterruptedException {
		return this.progress.await(this::isQuiet, this.engine.ticker(), deadline);
	}

	AwaitOutcome await(BooleanSupplier condition, long deadline) throws InterruptedException {
		boolean inTime = this.progress.await(() -> this.closed || condition.getAsBoolean(), this.engine.ticker(),
				deadline);
		if (!inTime) {
			return AwaitOutcome.TIMED_OUT;
		}
		return (this.closed && !condition.getAsBoolean()) ? AwaitOutcome.DISABLED : AwaitOutcome.REACHED;
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
	FailpointStatus status(List<String> sites) {
		long waiting = waiting();
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

	long waiting() {
		return Math.max(0, this.waiting.get());
	}

}
