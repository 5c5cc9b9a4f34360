package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that run into failpoints.
 */
final class Callers implements AutoCloseable {

	/**
	 * A safety net, so that a bug does not hang the build: nothing passes or fails
	 * because a machine is slow.
	 */
	static final Duration PATIENCE = Duration.ofMinutes(10);

	private final ExecutorService threads = Executors.newCachedThreadPool((body) -> {
		Thread thread = new Thread(body, "caller");
		thread.setDaemon(true);
		return thread;
	});

	<T> Future<T> call(Callable<T> body) {
		return this.threads.submit(body);
	}

	Future<?> run(Body body) {
		return this.threads.submit(() -> {
			body.run();
			return null;
		});
	}

	List<Future<?>> run(int count, Body body) {
		List<Future<?>> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(run(body));
		}
		return calls;
	}

	/**
	 * Run something on another thread and wait for its end.
	 */
	<T> T elsewhere(Callable<T> body) {
		return get(call(body));
	}

	static <T> T get(Future<T> call) {
		try {
			return call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new AssertionError("The call failed", ex.getCause());
		}
		catch (TimeoutException | InterruptedException ex) {
			throw new AssertionError("The call does not end", ex);
		}
	}

	/**
	 * Wait until so many callers wait in a failpoint.
	 */
	static void awaitWaiting(FailpointControl failpoints, String name, long count) throws InterruptedException {
		assertThat(failpoints.awaitWaiting(name, count, PATIENCE)).isEqualTo(AwaitOutcome.REACHED);
	}

	static void join(List<Future<?>> calls) {
		calls.forEach(Callers::get);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		try {
			assertThat(this.threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Somebody was left behind", ex);
		}
	}

	@FunctionalInterface
	interface Body {

		void run() throws Exception;

	}

}
