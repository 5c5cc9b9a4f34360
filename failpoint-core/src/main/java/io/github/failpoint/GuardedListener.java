package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A listener that can harm nobody else. Its first failure is logged. While a call to it
 * does not come back, later events pass it by.
 */
final class GuardedListener {

	static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

	private static final QuietLogger logger = new QuietLogger(FailpointListener.class.getName());

	private final FailpointListener listener;

	private final Ticker ticker;

	private final boolean hearsTriggers;

	private final boolean hearsWaits;

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicBoolean failed = new AtomicBoolean();

	private final AtomicBoolean missed = new AtomicBoolean();

	/**
	 * When the first of those who are inside came, or the last one left.
	 */
	private volatile long lastMove;

	GuardedListener(FailpointListener listener, Ticker ticker) {
		this.listener = listener;
		this.ticker = ticker;
		this.hearsTriggers = overrides("triggered", FailpointTrigger.class);
		this.hearsWaits = overrides("waited", FailpointTrigger.class, Duration.class);
	}

	/**
	 * Whoever cannot be looked at is taken to listen.
	 */
	private boolean overrides(String method, Class<?>... parameters) {
		try {
			return this.listener.getClass()
				.getMethod(method, parameters)
				.getDeclaringClass() != FailpointListener.class;
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			return true;
		}
	}

	FailpointListener listener() {
		return this.listener;
	}

	boolean hearsTriggers() {
		return this.hearsTriggers;
	}

	boolean hearsWaits() {
		return this.hearsWaits;
	}

	/**
	 * Tell the listener of an event. No failpoint acts meanwhile: a listener that reached
	 * the one it is told of would be told of it again, and again.
	 */
	void tell(Consumer<FailpointListener> event) {
		if (isStuck()) {
			logOnce(this.missed, "does not come back; it misses what happens until it does", null);
			return;
		}
		enter();
		try {
			Suppression.call(() -> {
				event.accept(this.listener);
				return true;
			});
		}
		catch (Throwable ex) {
			logOnce(this.failed, "failed; its further failures are not logged", ex);
		}
		finally {
			leave();
		}
	}

	private boolean isStuck() {
		return this.inside.get() > 0 && this.ticker.nanoTime() - this.lastMove > PATIENCE;
	}

	private void enter() {
		if (this.inside.get() == 0) {
			this.lastMove = this.ticker.nanoTime();
		}
		this.inside.incrementAndGet();
	}

	private void leave() {
		this.lastMove = this.ticker.nanoTime();
		this.inside.decrementAndGet();
	}

	private void logOnce(AtomicBoolean logged, String what, @Nullable Throwable thrown) {
		if (logged.compareAndSet(false, true)) {
			logger.log(Level.WARNING, "Failpoint listener " + this.listener.getClass().getName() + " " + what, thrown);
		}
	}

}
