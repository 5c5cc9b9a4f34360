package io.github.failpoint;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application whose classes are gone once its registry is closed.
 */
class ClosedApplicationTests {

	@Test
	@SuppressWarnings("unchecked")
	void whoWasWokenNeedsNoMoreClasses() throws Exception {
		Application classes = new Application();
		Callable<List<Runnable>> application = (Callable<List<Runnable>>) classes.loadClass(Waiters.class.getName())
			.getDeclaredConstructor()
			.newInstance();
		List<Runnable> ends = application.call();
		classes.stop();
		ends.forEach(Runnable::run);
		assertThat(classes.late).isEmpty();
	}

	/**
	 * Lets threads and calls wait, and closes.
	 */
	public static class Waiters implements Callable<List<Runnable>> {

		@Override
		public List<Runnable> call() throws Exception {
			FailpointRegistry registry = new FailpointRegistry();
			registry.addListener(new FailpointListener() {

				@Override
				public void waited(FailpointTrigger trigger, Duration duration) {
					trigger.name();
				}

			});
			FailpointHandle handle = registry.failpoint("p");
			registry.enable("p", "pause");
			List<Runnable> ends = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				ends.add(call(handle));
				ends.add(thread(handle));
			}
			registry.awaitWaiting("p", 40, Callers.PATIENCE);
			registry.close();
			return ends;
		}

		private static Runnable call(FailpointHandle handle) {
			CompletableFuture<Integer> call = handle
				.evaluateAsync(Integer.class, () -> CompletableFuture.completedFuture(1))
				.toCompletableFuture();
			return call::join;
		}

		private static Runnable thread(FailpointHandle handle) {
			CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
			Thread thread = new Thread(() -> {
				try {
					handle.hit();
					end.complete(null);
				}
				catch (Throwable ex) {
					end.completeExceptionally(ex);
				}
			});
			thread.start();
			return end::join;
		}

	}

	/**
	 * Has classes of its own, and none once it is stopped.
	 */
	private static final class Application extends ClassLoader {

		private final Set<String> late = ConcurrentHashMap.newKeySet();

		private volatile boolean stopped;

		Application() {
			super(ClosedApplicationTests.class.getClassLoader());
		}

		void stop() {
			this.stopped = true;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			return name.startsWith("io.github.failpoint.") ? own(name) : super.loadClass(name, resolve);
		}

		private Class<?> own(String name) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			if (this.stopped) {
				this.late.add(name);
				throw new ClassNotFoundException(name);
			}
			try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
