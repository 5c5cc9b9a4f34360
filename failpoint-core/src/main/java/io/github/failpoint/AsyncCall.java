package io.github.failpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Code whose result comes later, and a failpoint that was reached before it.
 *
 * @param reached the outcome of the failpoint, not done yet if it waits
 * @param <T> the type of the result
 */
record AsyncCall<T extends @Nullable Object>(CompletableFuture<@Nullable EarlyReturn> reached) {

	/**
	 * Run the code now, unless the failpoint returns or throws.
	 * @param body the code
	 * @param early makes the result of a failpoint that returns
	 */
	CompletionStage<T> around(Supplier<? extends CompletionStage<T>> body,
			Function<@Nullable Object, CompletionStage<T>> early) {
		if (!this.reached.isDone()) {
			return delayed(body);
		}
		Throwable fault = this.reached.handle((answer, ex) -> ex).join();
		if (fault != null) {
			return CompletableFuture.failedFuture(fault);
		}
		EarlyReturn answer = this.reached.join();
		return (answer != null) ? early.apply(answer.value()) : body.get();
	}

	private CompletionStage<T> delayed(Supplier<? extends CompletionStage<T>> body) {
		CompletionStage<T> stage = null;
		try {
			stage = body.get();
		}
		finally {
			if (stage == null) {
				this.reached.cancel(false);
			}
		}
		return (stage != null) ? delayed(stage) : stage;
	}

	private CompletableFuture<T> delayed(CompletionStage<T> stage) {
		CompletableFuture<T> result = new CompletableFuture<>();
		stage.whenComplete((value, ex) -> this.reached.whenComplete((answer, ended) -> complete(result, value, ex)));
		result.whenComplete((value, ex) -> {
			this.reached.cancel(false);
			cancelWith(result, stage);
		});
		return result;
	}

	/**
	 * Go on after code has completed normally.
	 * @param stage what the code returned
	 * @param next what comes then
	 */
	static <T extends @Nullable Object> CompletionStage<T> after(CompletionStage<T> stage,
			Function<T, CompletionStage<T>> next) {
		CompletableFuture<T> result = new CompletableFuture<>();
		stage.whenComplete((value, ex) -> {
			if (ex != null) {
				result.completeExceptionally(ex);
			}
			else if (!result.isDone()) {
				CompletionStage<T> following = next.apply(value);
				following.whenComplete((last, fault) -> complete(result, last, fault));
				result.whenComplete((last, fault) -> cancelWith(result, following));
			}
		});
		result.whenComplete((value, ex) -> cancelWith(result, stage));
		return result;
	}

	private static <T extends @Nullable Object> void complete(CompletableFuture<T> result, T value,
			@Nullable Throwable ex) {
		if (ex != null) {
			result.completeExceptionally(ex);
		}
		else {
			result.complete(value);
		}
	}

	private static void cancelWith(CompletableFuture<?> result, CompletionStage<?> stage) {
		if (result.isCancelled() && stage instanceof Future<?> future) {
			future.cancel(true);
		}
	}

}
