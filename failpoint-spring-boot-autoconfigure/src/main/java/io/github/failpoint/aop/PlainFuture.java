package io.github.failpoint.aop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A future with failpoints before and after it, which are waited for by whoever gets the
 * value.
 */
@SuppressWarnings("NullAway")
final class PlainFuture implements Future<@Nullable Object> {

	private final Future<?> future;

	private final CompletableFuture<@Nullable Object> before;

	private final CompletableFuture<@Nullable Object> value = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Object> after;

	/**
	 * Create a future.
	 * @param future the future that the method returned
	 * @param before completed when the failpoints before it let it go on
	 * @param after puts the failpoints after it behind its value
	 */
	PlainFuture(Future<?> future, CompletableFuture<@Nullable Object> before,
			UnaryOperator<CompletionStage<@Nullable Object>> after) {
		this.future = future;
		this.before = before;
		this.after = after.apply(this.value).toCompletableFuture();
	}

	@Override
	public @Nullable Object get() throws InterruptedException, ExecutionException {
		this.before.get();
		this.value.complete(this.future.get());
		return this.after.get();
	}

	@Override
	public @Nullable Object get(long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		long deadline = System.nanoTime() + unit.toNanos(timeout);
		this.before.get(timeout, unit);
		this.value.complete(this.future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
		return this.after.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		this.before.cancel(mayInterruptIfRunning);
		boolean cancelled = this.future.cancel(mayInterruptIfRunning);
		return this.after.cancel(mayInterruptIfRunning) || cancelled;
	}

	@Override
	public boolean isCancelled() {
		return this.after.isCancelled() || this.future.isCancelled();
	}

	@Override
	public boolean isDone() {
		return this.after.isDone() || (this.before.isDone() && this.future.isDone());
	}

}
