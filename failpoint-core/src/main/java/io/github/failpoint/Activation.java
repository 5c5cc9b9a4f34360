package io.github.failpoint;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One time that a setting is in force, with everybody who is inside. Closed when another
 * one, or none, takes its place, and never opened again.
 */
final class Activation {

	/**
	 * The answer of one that was closed before it could act. It is closed only after
	 * another one, or none, was put in its place: whoever gets this asks there.
	 */
	static final EarlyReturn SUPERSEDED = new EarlyReturn(null);

	private static final AtomicLong CREATED = new AtomicLong();

	private final long number = CREATED.getAndIncrement();

	private final Setting setting;

	private final @Nullable Quota quota;

	private final @Nullable Future<?> expiry;

	private final @Nullable FailpointScope scope;

	private final Ticker ticker;

	private final StripedCounter inside = new StripedCounter();

	private final AtomicLong waiting = new AtomicLong();

	private final WaitQueue sleepers = new WaitQueue(this.waiting);

	private final WaitQueue pausers = new WaitQueue(this.waiting);

	private final Progress progress;

	private volatile boolean closed;

	/**
	 * Create an activation.
	 * @param setting the setting
	 * @param scope where it is in force, or {@code null} for everybody
	 * @param quota what the failpoint may still do, or {@code null} if nothing limits it
	 * @param expiry what will end the activation, or {@code null} if its time has no end
	 */
	Activation(Setting setting, @Nullable FailpointScope scope, @Nullable Quota quota, @Nullable Future<?> expiry) {
		this.setting = setting;
		this.scope = scope;
		this.quota = quota;
		this.expiry = expiry;
		this.ticker = setting.engine().ticker();
		this.progress = setting.progress();
	}

	/**
	 * Return the number of this activation: the later, the greater.
	 */
	long number() {
		return this.number;
	}

	Setting setting() {
		return this.setting;
	}

	/**
	 * Return the scope in which this is in force, or {@code null} if it is for everybody.
	 */
	@Nullable FailpointScope scope() {
		return this.scope;
	}

	@Nullable EarlyReturn evaluate(SiteSignature site, @Nullable Object[] arguments) throws Throwable {
		long index = this.setting.nextIndex();
		Step step = this.setting.decide(index);
		if (step != null && step.effect() != Effect.OFF) {
			return perform(step, new Evaluation(this, index, step.index(), site, arguments));
		}
		if (step != null) {
			this.setting.suppressed(FailpointStatus.Reason.OFF);
		}
		else {
			this.setting.missed();
		}
		this.progress.changed();
		return null;
	}

	private @Nullable EarlyReturn perform(Step step, Evaluation evaluation) throws Throwable {
		this.inside.increment();
		try {
			if (this.closed) {
				step.takeBack();
				return SUPERSEDED;
			}
			return (this.quota != null) ? performWithin(this.quota, step, evaluation) : act(step, evaluation);
		}
		finally {
			this.inside.decrement();
			this.progress.changed();
		}
	}

	private @Nullable EarlyReturn performWithin(Quota quota, Step step, Evaluation evaluation) throws Throwable {
		boolean waits = step.effect().waits();
		if (!quota.enter(this.setting, waits)) {
			this.setting.suppressed(FailpointStatus.Reason.LIMITED);
			return null;
		}
		try {
			return act(step, evaluation);
		}
		finally {
			quota.leave(waits);
		}
	}

	private @Nullable EarlyReturn act(Step step, Evaluation evaluation) throws Throwable {
		this.setting.triggered();
		this.progress.changed();
		this.setting.engine().listeners().triggered(evaluation, step.effect());
		return step.effect().perform(evaluation);
	}

	void sleep(long nanos) {
		await(this.sleepers, nanos);
	}

	void pause(long nanos) {
		await(this.pausers, nanos);
	}

	private void await(WaitQueue queue, long nanos) {
		long deadline = this.ticker.nanoTime() + nanos;
		WaitQueue.Waiter waiter = queue.enter();
		this.progress.changed();
		try {
			queue.await(waiter, this.ticker, deadline);
		}
		finally {
			queue.leave(waiter);
		}
	}

	void spin(long nanos) {
		long deadline = this.ticker.nanoTime() + nanos;
		this.waiting.incrementAndGet();
		this.progress.changed();
		try {
			while (!this.closed && !Thread.currentThread().isInterrupted() && deadline - this.ticker.nanoTime() > 0) {
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
		if (this.expiry != null) {
			this.expiry.cancel(false);
		}
		this.sleepers.close();
		this.pausers.close();
		this.progress.changed();
	}

	boolean isQuiet() {
		return this.inside.sum() == 0;
	}

	/**
	 * Wait until nobody is inside any more; only of a closed one is the answer final.
	 */
	boolean awaitQuiet(long deadline) throws InterruptedException {
		return this.progress.await(this::isQuiet, this.ticker, deadline);
	}

	AwaitOutcome await(BooleanSupplier condition, long deadline) throws InterruptedException {
		boolean inTime = this.progress.await(() -> this.closed || condition.getAsBoolean(), this.ticker, deadline);
		if (!inTime) {
			return AwaitOutcome.TIMED_OUT;
		}
		return (this.closed && !condition.getAsBoolean()) ? AwaitOutcome.DISABLED : AwaitOutcome.REACHED;
	}

	FailpointStatus status(List<String> sites) {
		return this.setting.status(sites, waiting());
	}

	long waiting() {
		return Math.max(0, this.waiting.get());
	}

}
