package io.github.failpoint.aop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.github.failpoint.FailpointSite;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method that returns a future.
 */
final class FutureCall {

	private final MethodInvocation invocation;

	private final MethodFailpoints failpoints;

	private @Nullable Future<?> plain;

	FutureCall(MethodInvocation invocation, MethodFailpoints failpoints) {
		this.invocation = invocation;
		this.failpoints = failpoints;
	}

	/**
	 * Call the method, unless a failpoint throws or returns. A future that tells nobody
	 * when it completes is waited for by whoever gets its value.
	 */
	@Nullable Object result() {
		CompletionStage<@Nullable Object> stage = reach(0);
		return (this.plain != null) ? new PlainFuture(this.plain, stage.toCompletableFuture(), this::after) : stage;
	}

	private CompletionStage<@Nullable Object> reach(int index) {
		return (index < this.failpoints.before().size()) ? this.failpoints.before()
			.get(index)
			.aroundAsync(() -> reach(index + 1), this.invocation.getArguments()) : proceed();
	}

	/**
	 * A method may also return {@code null}, which is passed on.
	 */
	@SuppressWarnings({ "unchecked", "NullAway" })
	private CompletionStage<@Nullable Object> proceed() {
		try {
			Object returned = this.invocation.proceed();
			if (returned instanceof Future<?> future && !(returned instanceof CompletionStage)) {
				this.plain = future;
				return CompletableFuture.completedFuture(null);
			}
			return after((CompletionStage<@Nullable Object>) returned);
		}
		catch (Throwable ex) {
			throw FutureCall.<RuntimeException>unchecked(ex);
		}
	}

	private CompletionStage<@Nullable Object> after(CompletionStage<@Nullable Object> stage) {
		CompletionStage<@Nullable Object> result = stage;
		if (stage != null) {
			for (FailpointSite site : this.failpoints.after()) {
				result = site.afterAsync(result, this.invocation.getArguments());
			}
		}
		return result;
	}

	/**
	 * It is what the method itself threw.
	 */
	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X unchecked(Throwable ex) throws X {
		throw (X) ex;
	}

}
