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
		stage.whenComplete((value, ex) -> this.reached.whenComplete((answer, cancelled) -> {
			if (ex != null) {
				result.completeExceptionally(ex);
			}
			else {
				result.complete(value);
			}
		}));
		result.whenComplete((value, ex) -> {
			this.reached.cancel(false);
			if (result.isCancelled() && stage instanceof Future<?> future) {
				future.cancel(true);
			}
		});
		return result;
	}

}
