package io.github.failpoint;

import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A bounded part of the execution, such as a test or a request, that sees settings of its
 * own: on the threads where it is current, they go before all others, and nobody else
 * sees them. It is current on the thread that opened it, and where it is carried:
 * <pre class="code">
 * try (FailpointScope scope = registry.openScope()) {
 *     scope.enable("orders.commit", "1*throw(IllegalStateException)");
 *     executor.submit(scope.wrap(() -&gt; service.place(order)));
 *     &hellip;
 * }
 * </pre> Scopes nest; what one has no setting for is looked up in the one around it, and
 * at last in the settings for everybody. Threads never inherit a scope. May be used from
 * any thread.
 *
 * @since 0.1.0
 * @see FailpointRegistry#openScope()
 */
public final class FailpointScope extends FailpointControl implements AutoCloseable {

	static final Predicate<String> EVERYTHING = (name) -> true;

	private final FailpointRegistry registry;

	private final @Nullable FailpointScope parent;

	private final Predicate<String> outside;

	/**
	 * The thread that opened this scope around what it does, {@code null} of a root.
	 */
	private final @Nullable Thread opener;

	private final @Nullable Seeds seeds;

	private volatile boolean closed;

	private volatile boolean hidesOutside;

	private volatile boolean stopped;

	private FailpointScope(FailpointRegistry registry, @Nullable FailpointScope parent, Predicate<String> outside,
			@Nullable Thread opener, @Nullable Seeds seeds) {
		this.registry = registry;
		this.parent = parent;
		this.outside = outside;
		this.opener = opener;
		this.seeds = seeds;
	}

	static FailpointScope root(FailpointRegistry registry, Predicate<String> outside, @Nullable Seeds seeds) {
		return new FailpointScope(registry, null, outside, null, seeds);
	}

	static FailpointScope nested(FailpointRegistry registry) {
		return nested(registry, EVERYTHING);
	}

	static FailpointScope nested(FailpointRegistry registry, Predicate<String> outside) {
		FailpointScope scope = new FailpointScope(registry, current(), outside, Thread.currentThread(), null);
		Execution.setScope(scope);
		return scope;
	}

	/**
	 * Return the innermost open scope of this thread.
	 * @return the scope, or {@code null} if there is none
	 */
	public static @Nullable FailpointScope current() {
		FailpointScope innermost = Execution.currentScope();
		FailpointScope current = open(innermost);
		if (current != innermost) {
			Execution.setScope(current);
		}
		return current;
	}

	/**
	 * Make a scope, or none, the current one of this thread. For those who carry scopes
	 * from thread to thread, and take care that none is left behind.
	 * @param scope the scope, or {@code null} for none
	 * @see #attach()
	 */
	public static void setCurrent(@Nullable FailpointScope scope) {
		Execution.setScope(scope);
	}

	private static @Nullable FailpointScope open(@Nullable FailpointScope innermost) {
		FailpointScope scope = innermost;
		while (scope != null && scope.closed) {
			scope = scope.parent;
		}
		return scope;
	}

	/**
	 * Return the scope to which calls of a registry go on this thread.
	 */
	static @Nullable FailpointScope takingCallsOf(FailpointRegistry registry) {
		FailpointScope scope = current();
		while (scope != null && !(scope.isRoot() && scope.registry == registry)) {
			scope = open(scope.parent);
		}
		return scope;
	}

	/**
	 * Return whether this scope is another one, or nested in it.
	 * @param other the other scope
	 * @return whether what is enabled there can be seen here
	 */
	public boolean isWithin(FailpointScope other) {
		FailpointScope scope = this;
		while (scope != null && scope != other) {
			scope = scope.parent;
		}
		return scope == other;
	}

	/**
	 * Make this scope the current one of this thread for a while.
	 * @return what ends it, on the same thread
	 */
	public Attachment attach() {
		return new Attachment(this);
	}

	/**
	 * Return a task that runs within this scope.
	 * @param task the task
	 * @return the task to give to another thread
	 */
	public Runnable wrap(Runnable task) {
		return () -> within(() -> {
			task.run();
			return true;
		});
	}

	/**
	 * Return a task that runs within this scope.
	 * @param <T> the type of the result
	 * @param task the task
	 * @return the task to give to another thread
	 */
	public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
		return () -> within(task::call);
	}

	/**
	 * Return a supplier that runs within this scope.
	 * @param <T> the type of the result
	 * @param supplier the supplier
	 * @return the supplier to give to another thread
	 */
	public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> supplier) {
		return () -> within(supplier::get);
	}

	private <T extends @Nullable Object, X extends Exception> T within(FailpointHandle.Body<T, X> body) throws X {
		Attachment attachment = attach();
		try {
			return body.run();
		}
		finally {
			attachment.close();
		}
	}

	/**
	 * Take all settings of this scope back and wake whoever waits in them. What is around
	 * it is visible again, as it is by now. From now on nothing can be enabled in this
	 * scope, and where it is still current it does nothing. Closing it again has no
	 * effect.
	 */
	@Override
	public void close() {
		this.registry.close(this);
		if (Execution.currentScope() == this && this.opener == Thread.currentThread()) {
			Execution.setScope(open(this.parent));
		}
	}

	/**
	 * Called by one thread at a time.
	 */
	void markClosed() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Called by one thread at a time.
	 */
	void markStopped() {
		this.stopped = true;
		hideOutside();
	}

	boolean isStopped() {
		return this.stopped || (this.parent != null && this.parent.isStopped());
	}

	boolean isRoot() {
		return this.opener == null;
	}

	@Nullable FailpointScope parent() {
		return this.parent;
	}

	/**
	 * What the predicate reaches is nobody's call.
	 */
	boolean looksOutside(String name) {
		return this.closed || (!this.hidesOutside
				&& (this.outside == EVERYTHING || Suppression.call(() -> this.outside.test(name))));
	}

	/**
	 * Whether neither this scope nor one around it asks a predicate.
	 */
	boolean decidesAlone() {
		return this.outside == EVERYTHING && (this.parent == null || this.parent.decidesAlone());
	}

	/**
	 * Called by one thread at a time.
	 */
	void hideOutside() {
		this.hidesOutside = true;
	}

	/**
	 * Return the seeds of settings that name none, or {@code null} to draw them.
	 */
	@Nullable Seeds seeds() {
		return this.seeds;
	}

	@Override
	FailpointRegistry registry() {
		return this.registry;
	}

	@Override
	FailpointScope target() {
		return this;
	}

	@Override
	EnableOptions defaults() {
		return EnableOptions.source(FailpointSource.SCOPE);
	}

	/**
	 * A time during which a scope is current on a thread.
	 *
	 * @since 0.1.0
	 */
	public static final class Attachment implements AutoCloseable {

		private final @Nullable FailpointScope previous = current();

		private @Nullable Thread thread = Thread.currentThread();

		private Attachment(FailpointScope scope) {
			Execution.setScope(scope);
		}

		/**
		 * Make what was current before current again. Has no effect on another thread,
		 * nor if it is called again.
		 */
		@Override
		public void close() {
			if (this.thread == Thread.currentThread()) {
				this.thread = null;
				Execution.setScope(open(this.previous));
			}
		}

	}

}
