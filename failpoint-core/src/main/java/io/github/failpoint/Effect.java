package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.DurationRange;
import io.github.failpoint.terms.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * An action made ready when its setting was created.
 */
interface Effect {

	Effect OFF = new Simple("off", (evaluation) -> {
	});

	String keyword();

	/**
	 * Perform the action at a thread's site.
	 * @return what the site has to return, or {@code null} if it goes on
	 */
	@Nullable EarlyReturn perform(Evaluation evaluation) throws Throwable;

	/**
	 * Perform the action without holding the thread, and leave the activation once that
	 * is over.
	 * @return what is completed with what the site has to return, or with {@code null} if
	 * it goes on
	 */
	default CompletableFuture<@Nullable EarlyReturn> performAsync(Evaluation evaluation, FailpointScheduler scheduler) {
		try {
			return CompletableFuture.completedFuture(perform(evaluation));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
		finally {
			evaluation.activation().performed(this);
		}
	}

	default boolean draws() {
		return false;
	}

	default boolean waits() {
		return false;
	}

	/**
	 * Whether the action holds the thread that reaches it.
	 * @param async whether the site can wait without a thread
	 */
	default boolean holdsThread(boolean async) {
		return false;
	}

	/**
	 * Say why the action is impossible at a site. Runs no code of others.
	 * @return the reason, or {@code null} if it is possible
	 */
	default @Nullable String problemAt(SiteSignature site, Conversion conversion) {
		return null;
	}

	/**
	 * Make what the action needs at a site, once, or say why that is impossible.
	 * @return the reason, or {@code null} if it is possible
	 */
	default @Nullable String prepare(SiteSignature site, Conversion conversion) {
		return problemAt(site, conversion);
	}

	static Effect of(Action action, String name, ThrowableResolver exceptions) {
		if (action instanceof Action.Return answer) {
			return new Answer(answer.value());
		}
		if (action instanceof Action.Throw fault) {
			return new Fault(exceptions.resolve(fault));
		}
		if (action instanceof Action.Sleep || action instanceof Action.Delay || action instanceof Action.Pause) {
			return Wait.of(action);
		}
		return simple(action, name);
	}

	private static Effect simple(Action action, String name) {
		if (action instanceof Action.Off) {
			return OFF;
		}
		if (action instanceof Action.Panic panic) {
			String message = (panic.message() != null) ? panic.message() : "failpoint " + name + " panic";
			return new Simple(action.keyword(), (evaluation) -> {
				throw FailpointMarkerException.mark(new FailpointPanicException(name, message), evaluation);
			});
		}
		if (action instanceof Action.Print print) {
			String message = (print.message() != null) ? print.message() : "failpoint " + name + " reached";
			return new Simple(action.keyword(),
					(evaluation) -> Simple.logger.log(Level.INFO, Quoting.visible(message)));
		}
		if (action instanceof Action.Yield) {
			return new Simple(action.keyword(), (evaluation) -> Thread.yield());
		}
		if (action instanceof Action.Exit exit) {
			return new Simple(action.keyword(), (evaluation) -> exit(name, exit.status(), evaluation));
		}
		return new Simple(action.keyword(), (evaluation) -> Breakpoint.reached(name));
	}

	private static void exit(String name, int status, Evaluation evaluation) {
		Simple.logger.log(Level.WARNING, "Failpoint \"" + name + "\" ends the process with status " + status + " at "
				+ evaluation.site().description());
		Runtime.getRuntime().halt(status);
	}

	/**
	 * Something short, after which the code goes on if nothing was thrown.
	 */
	record Simple(String keyword, Run run) implements Effect {

		private static final QuietLogger logger = new QuietLogger("io.github.failpoint");

		@Override
		public @Nullable EarlyReturn perform(Evaluation evaluation) {
			this.run.at(evaluation);
			return null;
		}

		interface Run {

			void at(Evaluation evaluation);

		}

	}

	/**
	 * Waiting: {@code sleep}, {@code delay} and {@code pause}.
	 *
	 * @param keyword the name of the action
	 * @param duration how long
	 * @param manner how a thread waits
	 * @param asyncManner how code waits without a thread, or {@code null} if it burns one
	 */
	record Wait(String keyword, DurationRange duration, Manner manner,
			@Nullable AsyncManner asyncManner) implements Effect {

		private static final DurationRange UNLIMITED = new DurationRange(Long.MAX_VALUE, Long.MAX_VALUE);

		static Wait of(Action action) {
			if (action instanceof Action.Sleep sleep) {
				return new Wait(action.keyword(), sleep.duration(), Activation::sleep, Activation::sleepAsync);
			}
			if (action instanceof Action.Delay delay) {
				return new Wait(action.keyword(), delay.duration(), Activation::spin, null);
			}
			DurationRange limit = ((Action.Pause) action).limit();
			return new Wait(action.keyword(), (limit != null) ? limit : UNLIMITED, Activation::pause,
					Activation::pauseAsync);
		}

		@Override
		public boolean draws() {
			return this.duration.isRange();
		}

		@Override
		public boolean waits() {
			return true;
		}

		@Override
		public boolean holdsThread(boolean async) {
			return !async || this.asyncManner == null;
		}

		@Override
		public @Nullable EarlyReturn perform(Evaluation evaluation) {
			Ticker ticker = evaluation.setting().engine().ticker();
			long start = ticker.nanoTime();
			this.manner.await(evaluation.activation(), nanos(evaluation));
			waited(evaluation, ticker.nanoTime() - start);
			return null;
		}

		@Override
		public CompletableFuture<@Nullable EarlyReturn> performAsync(Evaluation evaluation,
				FailpointScheduler scheduler) {
			if (this.asyncManner == null) {
				return Effect.super.performAsync(evaluation, scheduler);
			}
			Ticker ticker = evaluation.setting().engine().ticker();
			long start = ticker.nanoTime();
			return this.asyncManner.await(evaluation.activation(), nanos(evaluation), scheduler, () -> {
				waited(evaluation, ticker.nanoTime() - start);
				evaluation.activation().performed(this);
			});
		}

		private void waited(Evaluation evaluation, long nanos) {
			evaluation.setting().engine().listeners().waited(evaluation, nanos);
		}

		private long nanos(Evaluation evaluation) {
			return this.duration.isRange()
					? evaluation.setting().chance().nanos(this.duration, evaluation.index(), evaluation.step().index())
					: this.duration.minNanos();
		}

		interface Manner {

			void await(Activation activation, long nanos);

		}

		interface AsyncManner {

			CompletableFuture<@Nullable EarlyReturn> await(Activation activation, long nanos,
					FailpointScheduler scheduler, Runnable left);

		}

	}

	/**
	 * An exception, made afresh for each throw.
	 */
	record Fault(ThrowableFactory factory) implements Effect {

		@Override
		public String keyword() {
			return "throw";
		}

		@Override
		public @Nullable EarlyReturn perform(Evaluation evaluation) throws Throwable {
			String problem = problemAt(evaluation.site(), evaluation.setting().engine().conversion());
			if (problem != null) {
				throw new SiteMismatchException(evaluation.name(), "Failpoint \"" + evaluation.name()
						+ "\" cannot throw at " + evaluation.site().description() + ", which " + problem, null);
			}
			throw FailpointMarkerException.mark(Suppression.call(this.factory::create), evaluation);
		}

		@Override
		public @Nullable String problemAt(SiteSignature site, Conversion conversion) {
			return site.mayThrow(this.factory.type()) ? null : "does not declare the checked exception "
					+ this.factory.type().getName() + "; " + this.factory.uncheckedSibling() + " is unchecked";
		}

	}

	/**
	 * A callback in place of terms.
	 */
	record Callback(FailpointCallback callback) implements Effect {

		@Override
		public String keyword() {
			return "callback";
		}

		@Override
		public @Nullable EarlyReturn perform(Evaluation evaluation) throws Throwable {
			SiteSignature site = evaluation.site();
			FailpointCall call = new FailpointCall(evaluation.name(), site.description(), evaluation.arguments());
			try {
				this.callback.reached(call);
			}
			catch (Throwable ex) {
				throw site.mayThrow(ex.getClass()) ? ex
						: new SiteMismatchException(
								evaluation.name(), "Callback of failpoint \"" + evaluation.name() + "\" threw at "
										+ site.description() + ", which does not declare " + ex.getClass().getName(),
								ex);
			}
			EarlyReturn answer = call.earlyReturn();
			if (answer != null && !Conversion.isInstance(answer.value(), site.returnType())) {
				throw new SiteMismatchException(evaluation.name(), "Callback of failpoint \"" + evaluation.name()
						+ "\" returned a value that is not a " + site.returnType().getTypeName(), null);
			}
			return answer;
		}

	}

}
