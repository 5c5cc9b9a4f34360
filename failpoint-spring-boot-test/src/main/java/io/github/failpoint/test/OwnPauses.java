package io.github.failpoint.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.DurationRange;
import io.github.failpoint.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a test in a {@code pause}, which could last for ever: who would release them
 * waits there.
 */
final class OwnPauses {

	private final Map<Thread, CompletableFuture<?>> pauses = new ConcurrentHashMap<>();

	private final Queue<String> problems = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	/**
	 * Called on the thread of a test that is about to pause.
	 */
	void begin(String name, FailpointControl control) {
		watch(Thread.currentThread(), name, control);
	}

	private void watch(Thread thread, String name, FailpointControl control) {
		Duration limit = Patience.limit();
		CompletableFuture<?> pause = new CompletableFuture<>().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
		end(this.pauses.put(thread, pause));
		pause.exceptionally((timeout) -> {
			if (control.waitingThreads(name).contains(thread) && isUnlimited(control, name)) {
				letGo(thread, name, control, limit);
			}
			else if (!this.closed && this.pauses.remove(thread, pause)) {
				watch(thread, name, control);
			}
			return null;
		});
	}

	/**
	 * Called on a thread that no longer waits.
	 */
	void end() {
		end(this.pauses.remove(Thread.currentThread()));
	}

	private static void end(@Nullable CompletableFuture<?> pause) {
		if (pause != null) {
			pause.complete(null);
		}
	}

	private void letGo(Thread thread, String name, FailpointControl control, Duration limit) {
		this.problems.add("The thread of the test, \"" + thread.getName() + "\", has waited for "
				+ DurationRange.of(limit) + " in a 'pause' of failpoint \"" + name + "\" at" + Stacks.of(thread)
				+ "The failpoint has been disabled, so that the test can end. Call what pauses on another thread, "
				+ "with FailpointScope.current().wrap(task), and release it from here");
		control.release(name, Integer.MAX_VALUE);
		control.disable(name);
	}

	private static boolean isUnlimited(FailpointControl control, String name) {
		return control.status(name)
			.map(FailpointStatus::terms)
			.stream()
			.flatMap((terms) -> Terms.of(terms).terms().stream())
			.anyMatch((term) -> term.action() instanceof Action.Pause pause && pause.limit() == null);
	}

	/**
	 * Watch no longer.
	 * @return what was let go
	 */
	List<String> close() {
		this.closed = true;
		this.pauses.values().forEach(OwnPauses::end);
		return List.copyOf(this.problems);
	}

}
