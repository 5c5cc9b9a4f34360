package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A listener that can harm nobody else. Its first failure is logged. While a call to it
 * does not come back, later events pass it by, and so do those for which there is no
 * place, however long the others have been inside. One call at a time is watched for how
 * long it takes.
 */
final class GuardedListener {

	static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

	/**
	 * How many callers it can hold up at most.
	 */
	static final int PLACES = 32;

	/**
	 * In milliseconds, how long a caller waits for a place: whoever is inside may only
	 * have been interrupted by the scheduler, or load classes.
	 */
	private static final int BRIEFLY = 100;

	private static final long NOBODY = 0;

	private static final QuietLogger logger = new QuietLogger(FailpointListener.class.getName());

	private final FailpointListener listener;

	private final Ticker ticker;

	private final boolean hearsTriggers;

	private final boolean hearsWaits;

	private final boolean hearsExpiries;

	private final Semaphore places = new Semaphore(PLACES);

	/**
	 * When the call that is watched came.
	 */
	private final AtomicLong since = new AtomicLong(NOBODY);

	private final AtomicBoolean failed = new AtomicBoolean();

	private final AtomicBoolean missed = new AtomicBoolean();

	GuardedListener(FailpointListener listener, Ticker ticker) {
		this.listener = listener;
		this.ticker = ticker;
		this.hearsTriggers = overrides("triggered", FailpointTrigger.class);
		this.hearsWaits = overrides("waited", FailpointTrigger.class, Duration.class);
		this.hearsExpiries = overrides("expired", FailpointStatus.class, FailpointStatus.class);
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

	boolean hearsExpiries() {
		return this.hearsExpiries;
	}

	/**
	 * Tell the listener of an event. No failpoint acts meanwhile: a listener that reached
	 * the one it is told of would be told of it again, and again.
	 */
	void tell(Consumer<FailpointListener> event) {
		long now = this.ticker.nanoTime();
		if (!enter(now)) {
			logOnce(this.missed, "does not come back; it misses what happens until it does", null);
			return;
		}
		boolean watched = this.since.get() == NOBODY && this.since.compareAndSet(NOBODY, somebody(now));
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
			if (watched) {
				this.since.setRelease(NOBODY);
			}
			this.places.release();
		}
	}

	private boolean enter(long now) {
		long since = this.since.get();
		return (since == NOBODY || now - since <= PATIENCE) && (this.places.tryAcquire() || enterSoon());
	}

	private boolean enterSoon() {
		try {
			return this.places.tryAcquire(BRIEFLY, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * A nanosecond is nothing here.
	 */
	private static long somebody(long now) {
		return (now != NOBODY) ? now : 1;
	}

	private void logOnce(AtomicBoolean logged, String what, @Nullable Throwable thrown) {
		if (logged.compareAndSet(false, true)) {
			logger.log(Level.WARNING, "Failpoint listener " + this.listener.getClass().getName() + " " + what, thrown);
		}
	}

}
