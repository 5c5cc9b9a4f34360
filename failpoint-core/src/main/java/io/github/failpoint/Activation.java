package io.github.failpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

	private final Consumer<Activation> late;

	private final Ticker ticker;

	private final StripedCounter inside = new StripedCounter();

	private final AtomicLong waiting = new AtomicLong();

	/**
	 * Those who wait without a thread, and have not gone on yet.
	 */
	private final AtomicLong calls = new AtomicLong();

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
	 * @param late told of this activation whenever it has counted a call after it was
	 * closed
	 */
	Activation(Setting setting, @Nullable FailpointScope scope, @Nullable Quota quota, @Nullable Future<?> expiry,
			Consumer<Activation> late) {
		this.setting = setting;
		this.scope = scope;
		this.quota = quota;
		this.expiry = expiry;
		this.late = late;
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
		Evaluation evaluation = decide(site, arguments);
		return (evaluation != null) ? perform(evaluation) : null;
	}

	/**
	 * Evaluate without holding the thread.
	 * @param scheduler where the code goes on, or {@code null} for the engine's
	 * @return what is completed when the code may go on, or {@code null} if this was
	 * closed before it could act
	 */
	@Nullable CompletableFuture<@Nullable EarlyReturn> evaluateAsync(SiteSignature site, @Nullable FailpointScheduler scheduler,
			@Nullable Object[] arguments) {
		Evaluation evaluation = decide(site, arguments);
		return (evaluation != null)
				? performAsync(evaluation,
						(scheduler != null) ? new GuardedScheduler(scheduler) : this.setting.engine().scheduler())
				: CompletableFuture.completedFuture(null);
	}

	private @Nullable Evaluation decide(SiteSignature site, @Nullable Object[] arguments) {
		long index = this.setting.nextIndex();
		Step step = this.setting.decide(index);
		if (step != null && step.effect() != Effect.OFF) {
			return new Evaluation(this, index, step, site, arguments);
		}
		letThrough((step != null) ? FailpointStatus.Reason.OFF : this.setting.reasonOfMiss());
		return null;
	}

	/**
	 * Count a call that goes on. It is not inside, which would cost as much again; but
	 * either whoever closes this sees what was counted, or it is seen here that this was
	 * closed.
	 */
	void letThrough(FailpointStatus.Reason reason) {
		this.setting.counts().suppressed(reason);
		if (this.closed) {
			this.late.accept(this);
		}
		this.progress.changed();
	}

	private @Nullable EarlyReturn perform(Evaluation evaluation) throws Throwable {
		this.inside.increment();
		try {
			if (this.closed) {
				evaluation.step().takeBack();
				return SUPERSEDED;
			}
			return admits(evaluation, false) ? act(evaluation) : null;
		}
		finally {
			leave();
		}
	}

	private @Nullable EarlyReturn act(Evaluation evaluation) throws Throwable {
		triggered(evaluation);
		Runnable recording = FlightRecords.begin(evaluation);
		try {
			return evaluation.effect().perform(evaluation);
		}
		finally {
			recording.run();
			dismiss(evaluation.effect());
		}
	}

	private @Nullable CompletableFuture<@Nullable EarlyReturn> performAsync(Evaluation evaluation,
			FailpointScheduler scheduler) {
		this.inside.increment();
		if (this.closed) {
			evaluation.step().takeBack();
			leave();
			return null;
		}
		if (!admits(evaluation, true)) {
			leave();
			return CompletableFuture.completedFuture(null);
		}
		triggered(evaluation);
		Runnable recording = FlightRecords.begin(evaluation);
		CompletableFuture<@Nullable EarlyReturn> performed = evaluation.effect().performAsync(evaluation, scheduler);
		if (recording != FlightRecords.UNRECORDED) {
			performed.whenComplete((answer, ex) -> recording.run());
		}
		return performed;
	}

	private boolean admits(Evaluation evaluation, boolean async) {
		Effect effect = evaluation.effect();
		if (effect.holdsThread(async) && NonBlockingThreads.contains(Thread.currentThread())) {
			this.setting.counts().suppressed(FailpointStatus.Reason.EVENT_LOOP);
			NonBlockingThreads.warn(evaluation);
			return false;
		}
		Limit limit = (this.quota != null) ? this.quota.enter(this.setting, effect.waits()) : null;
		if (this.quota != null && limit != null) {
			this.setting.limited(limit, this.quota.max(limit));
		}
		return limit == null;
	}

	private void dismiss(Effect effect) {
		if (this.quota != null) {
			this.quota.leave(effect.waits());
		}
	}

	private void triggered(Evaluation evaluation) {
		this.setting.counts().triggered(evaluation.step());
		this.progress.changed();
		this.setting.engine().listeners().triggered(evaluation);
	}

	/**
	 * Called when an evaluation that holds no thread is over.
	 */
	void performed(Effect effect) {
		dismiss(effect);
		leave();
	}

	private void leave() {
		this.inside.decrement();
		this.progress.changed();
	}

	void sleep(long nanos) {
		await(this.sleepers, nanos);
	}

	void pause(long nanos) {
		await(this.pausers, nanos);
	}

	CompletableFuture<@Nullable EarlyReturn> sleepAsync(long nanos, FailpointScheduler scheduler, Runnable left) {
		return awaitAsync(this.sleepers, nanos, scheduler, left);
	}

	CompletableFuture<@Nullable EarlyReturn> pauseAsync(long nanos, FailpointScheduler scheduler, Runnable left) {
		return awaitAsync(this.pausers, nanos, scheduler, left);
	}

	private CompletableFuture<@Nullable EarlyReturn> awaitAsync(WaitQueue queue, long nanos,
			FailpointScheduler scheduler, Runnable left) {
		this.calls.incrementAndGet();
		AsyncWait wait = new AsyncWait(queue, scheduler, () -> {
			left.run();
			this.calls.decrementAndGet();
			this.progress.changed();
		});
		CompletableFuture<@Nullable EarlyReturn> future = wait.start(nanos);
		this.progress.changed();
		return future;
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

	List<Thread> waitingThreads() {
		return Stream.of(this.sleepers, this.pausers).flatMap((queue) -> queue.threads().stream()).toList();
	}

	/**
	 * Let nobody act or wait any more. Who waits has to be woken.
	 */
	void close() {
		this.closed = true;
		if (this.expiry != null) {
			this.expiry.cancel(false);
		}
		this.sleepers.close();
		this.pausers.close();
		this.progress.changed();
	}

	void wakeThreads() {
		this.sleepers.wakeThreads();
		this.pausers.wakeThreads();
	}

	void wakeCalls() {
		this.sleepers.wakeCalls();
		this.pausers.wakeCalls();
	}

	/**
	 * Wait until those who hold no thread have gone on.
	 */
	void awaitCalls(Ticker time, long deadline) throws InterruptedException {
		this.progress.await(() -> this.calls.get() == 0, time, deadline);
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

	FailpointStatus status(List<String> sites, long waiting) {
		return this.setting.status(sites, waiting);
	}

	long waiting() {
		return Math.max(0, this.waiting.get());
	}

}
