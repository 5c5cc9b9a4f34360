package io.github.failpoint.autoconfigure;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointPanicException;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTrigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointListener}s that are beans, good ones and bad ones.
 */
class ListenerBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAuditAutoConfiguration.class))
		.withBean(Throwing.class)
		.withBean(Blocking.class)
		.withBean(Hearing.class);

	@Test
	void oneThatThrowsHarmsNeitherCallersNorOthers() {
		List<String> logged = new CopyOnWriteArrayList<>();
		Logger logger = Logger.getLogger(FailpointListener.class.getName());
		logger.setFilter((entry) -> !logged.add(entry.getMessage()));
		this.runner.run((context) -> {
			context.getBean(Blocking.class).release.countDown();
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "panic");
			FailpointHandle handle = registry.failpoint("a");
			assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(handle::hit);
			assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(handle::hit);
			assertThat(registry.disable("a")).isTrue();
			assertThat(context.getBean(Hearing.class).events).containsExactly("enabled", "triggered", "triggered",
					"disabled");
		});
		logger.setFilter(null);
		assertThat(logged).singleElement()
			.asString()
			.startsWith("Failpoint listener " + Throwing.class.getName() + " failed");
	}

	@Test
	void oneThatBlocksHoldsUpTheCallerThatToldItAndNoOther() {
		this.runner.run((context) -> {
			Blocking blocking = context.getBean(Blocking.class);
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "print(reached)");
			FailpointHandle handle = registry.failpoint("a");
			ExecutorService executor = Executors.newSingleThreadExecutor();
			try {
				CompletableFuture<Void> held = CompletableFuture.runAsync(handle::hit, executor);
				assertThat(blocking.entered.await(10, TimeUnit.MINUTES)).isTrue();
				handle.hit();
				assertThat(registry.status("a").orElseThrow().triggers()).isEqualTo(2);
				assertThat(registry.disable("a")).isTrue();
				assertThat(held).isNotDone();
				blocking.release.countDown();
				assertThat(held).succeedsWithin(10, TimeUnit.MINUTES);
			}
			finally {
				blocking.release.countDown();
				executor.shutdownNow();
			}
		});
	}

	/**
	 * Fails whatever it is told.
	 */
	static final class Throwing implements FailpointListener {

		@Override
		public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
			throw new IllegalStateException("enabled");
		}

		@Override
		public void disabled(FailpointStatus previous) {
			throw new NoClassDefFoundError("disabled");
		}

		@Override
		public void triggered(FailpointTrigger trigger) {
			throw new StackOverflowError("triggered");
		}

	}

	/**
	 * Keeps the first caller that tells it of a trigger.
	 */
	static final class Blocking implements FailpointListener {

		private final AtomicBoolean told = new AtomicBoolean();

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		@Override
		public void triggered(FailpointTrigger trigger) {
			if (this.told.compareAndSet(false, true)) {
				this.entered.countDown();
				await(this.release);
			}
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	/**
	 * Hears what is left.
	 */
	static final class Hearing implements FailpointListener {

		private final Queue<String> events = new ConcurrentLinkedQueue<>();

		@Override
		public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
			this.events.add("enabled");
		}

		@Override
		public void disabled(FailpointStatus previous) {
			this.events.add("disabled");
		}

		@Override
		public void triggered(FailpointTrigger trigger) {
			this.events.add("triggered");
		}

	}

}
