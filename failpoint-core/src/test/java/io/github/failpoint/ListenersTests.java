package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.github.failpoint.convert.Conversion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointListener} and {@link Listeners}.
 */
class ListenersTests {

	private final Recorder recorder = new Recorder();

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	ListenersTests() {
		this.registry.addListener(this.recorder);
	}

	@Test
	void hearsTheFirstDeclarationOnly() {
		SiteSignature signature = new SiteSignature("A.a()", void.class, List.of());
		this.registry.declare("a", signature);
		this.registry.declare("a", signature);
		this.registry.failpoint("a");
		this.registry.failpoint("b");
		this.registry.failpoint("b");
		assertThat(this.recorder.events).containsExactly("declared a", "declared b");
	}

	@Test
	void hearsADeclarationOfWhatIsEnabledAlready() {
		this.registry.enable("a", "off");
		this.registry.failpoint("a");
		assertThat(this.recorder.events).containsExactly("enabled a=off", "declared a");
	}

	@Test
	void hearsEnablingWithThePreviousStatus() {
		this.registry.enable("a", "return");
		this.registry.enable("a", "off");
		assertThat(this.recorder.events).containsExactly("enabled a=return", "enabled a=off before a=return");
	}

	@Test
	void hearsDisablingWithTheLastCounters() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "1*return");
		handle.returnsEarly();
		List<FailpointStatus> last = new ArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void disabled(FailpointStatus previous) {
				last.add(previous);
			}

		});
		this.registry.disable("a");
		assertThat(last).singleElement().satisfies((status) -> {
			assertThat(status.state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
			assertThat(status.triggers()).isOne();
		});
	}

	@Test
	void hearsNothingWhenNothingChanges() {
		this.registry.disable("a");
		this.registry.disableAll();
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("a", "exit"));
		this.registry.enableAll("");
		assertThat(this.recorder.events).isEmpty();
	}

	@Test
	void hearsEachOfSeveralChanges() {
		this.registry.enableAll("b=off;a=off");
		this.registry.disableAll();
		assertThat(this.recorder.events).containsExactly("enabled b=off", "enabled a=off", "disabled a", "disabled b");
	}

	@Test
	void hearsTriggersButNotOff() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.recorder.events.clear();
		this.registry.enable("a", "1*off->1*return->1*sleep(0)->0%panic");
		handle.hit();
		handle.returnsEarly();
		handle.hit();
		handle.hit();
		this.registry.enable("a", (call) -> {
		});
		handle.hit();
		assertThat(this.recorder.triggers()).containsExactly("triggered a at handle: return",
				"triggered a at handle: sleep", "triggered a at handle: callback");
	}

	@Test
	void hearsTheTriggerBeforeTheActionIsPerformed() {
		this.registry.enable("a", "panic");
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(() -> this.registry.failpoint("a").hit());
		assertThat(this.recorder.events).contains("triggered a at handle: panic");
	}

	@Test
	void isNotToldOfTheEndOfTheRegistry() {
		this.registry.enable("a", "off");
		this.registry.close();
		assertThat(this.recorder.events).containsExactly("enabled a=off");
	}

	@Test
	void hearsNothingOnceRemoved() {
		assertThat(this.registry.removeListener(this.recorder)).isTrue();
		assertThat(this.registry.removeListener(this.recorder)).isFalse();
		this.registry.enable("a", "off");
		assertThat(this.recorder.events).isEmpty();
	}

	@Test
	void isCalledWithNoLockHeld() {
		List<String> seen = new CopyOnWriteArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void declared(String name) {
				look("declared");
			}

			@Override
			public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
				look("enabled");
			}

			@Override
			public void disabled(FailpointStatus previous) {
				look("disabled");
			}

			@Override
			public void triggered(FailpointTrigger trigger) {
				look("triggered");
			}

			private void look(String event) {
				seen.add(event + ListenersTests.this.callers.elsewhere(() -> {
					ListenersTests.this.registry.failpoint("a");
					ListenersTests.this.registry.disable("other");
					return ListenersTests.this.registry.failpoints().size();
				}));
			}

		});
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "yield");
		handle.hit();
		this.registry.disable("a");
		assertThat(seen).containsExactly("declared1", "enabled1", "triggered1", "disabled1");
	}

	@Test
	void reachesNoFailpointItself() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.addListener(new FailpointListener() {

			@Override
			public void triggered(FailpointTrigger trigger) {
				handle.hit();
			}

		});
		this.registry.enable("a", "yield");
		handle.hit();
		handle.hit();
		assertThat(this.recorder.triggers()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep", "pause", "delay" })
	void hearsHowLongACallerHasWaited(String action) throws InterruptedException {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", action + "(1h)");
		Future<?> caller = this.callers.run(handle::hit);
		assertThat(this.registry.awaitWaiting("a", 1, Duration.ofHours(1))).isEqualTo(AwaitOutcome.REACHED);
		assertThat(this.recorder.waits()).isEmpty();
		this.ticker.advance(Duration.ofMinutes(20));
		this.registry.disable("a");
		Callers.get(caller);
		assertThat(this.recorder.waits()).containsExactly("waited in a at handle: " + action + " PT20M");
	}

	@Test
	void hearsOfAWaitThatIsInterrupted() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "sleep(1h)");
		this.callers.elsewhere(() -> {
			Thread.currentThread().interrupt();
			handle.hit();
			return Thread.interrupted();
		});
		assertThat(this.recorder.waits()).containsExactly("waited in a at handle: sleep PT0S");
	}

	@Test
	void isToldNothingOfTriggersThatItDoesNotHear() {
		List<String> calls = new ArrayList<>();
		Consumer<FailpointListener> event = (listener) -> calls.add("called");
		GuardedListener deaf = new GuardedListener(new FailpointListener() {
		}, this.ticker);
		deaf.tell(event);
		assertThat(calls).hasSize(1);
		assertThat(deaf.hearsTriggers()).isFalse();
		assertThat(deaf.hearsWaits()).isFalse();
		assertThat(deaf.hearsExpiries()).isFalse();
		GuardedListener hearing = new GuardedListener(this.recorder, this.ticker);
		assertThat(hearing.hearsTriggers()).isTrue();
		assertThat(hearing.hearsWaits()).isTrue();
	}

	@Test
	void theFirstExceptionIsLoggedAndNoneReachesAnybody() {
		AssertionError failure = new AssertionError("broken listener");
		Recorder second = new Recorder();
		this.registry.addListener(new Broken(failure));
		this.registry.addListener(second);
		try (LogCapture log = new LogCapture(FailpointListener.class)) {
			FailpointHandle handle = this.registry.failpoint("a");
			this.registry.enable("a", "1*sleep(0)->return");
			handle.hit();
			assertThat(handle.returnsEarly()).isTrue();
			assertThat(this.registry.disable("a")).isTrue();
			assertThat(log.records()).singleElement().matches((record) -> record.getThrown() == failure);
			assertThat(log.messages()).containsExactly(
					"Failpoint listener " + Broken.class.getName() + " failed; its further failures are not logged");
		}
		assertThat(second.events).hasSize(6);
	}

	@Test
	void aBrokenLoggerHarmsNobody() {
		this.registry.addListener(new Broken(new AssertionError("broken listener")));
		FailpointHandle handle = this.registry.failpoint("b");
		Handler broken = new BrokenHandler();
		Logger logger = Logger.getLogger(FailpointListener.class.getName());
		logger.addHandler(broken);
		try {
			this.registry.addListener(new Broken(new AssertionError("broken listener")));
			this.registry.enable("b", "return");
			assertThat(handle.returnsEarly()).isTrue();
		}
		finally {
			logger.removeHandler(broken);
		}
	}

	@Test
	void oneThatBlocksHoldsUpNobodyElseForLong() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Recorder second = new Recorder();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void triggered(FailpointTrigger trigger) {
				blocked.countDown();
				await(end);
			}

		});
		this.registry.addListener(second);
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "return");
		Future<Boolean> first = this.callers.call(handle::returnsEarly);
		blocked.await();
		this.ticker.advance(Duration.ofNanos(GuardedListener.PATIENCE + 1));
		try (LogCapture log = new LogCapture(FailpointListener.class)) {
			assertThat(handle.returnsEarly()).isTrue();
			assertThat(handle.returnsEarly()).isTrue();
			assertThat(this.registry.disable("a")).isTrue();
			assertThat(log.messages()).singleElement().asString().endsWith("misses what happens until it does");
		}
		assertThat(first).isNotDone();
		assertThat(second.triggers()).hasSize(2);
		end.countDown();
		assertThat(Callers.get(first)).isTrue();
		assertThat(second.triggers()).hasSize(3);
	}

	@Test
	void oneThatHasComeBackIsToldAgain() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		List<String> names = new CopyOnWriteArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void declared(String name) {
				blocked.countDown();
				await(end);
				names.add(name);
			}

		});
		Future<?> first = this.callers.run(() -> this.registry.failpoint("first"));
		blocked.await();
		this.ticker.advance(Duration.ofNanos(GuardedListener.PATIENCE + 1));
		this.registry.failpoint("missed");
		end.countDown();
		Callers.get(first);
		this.registry.failpoint("last");
		assertThat(names).containsExactly("first", "last");
	}

	@Test
	void oneThatIsBusyMissesNothing() throws Exception {
		CountDownLatch blocked = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		this.registry.addListener(new FailpointListener() {

			@Override
			public void declared(String name) {
				blocked.countDown();
				await(end);
			}

		});
		Future<?> first = this.callers.run(() -> this.registry.failpoint("a"));
		this.ticker.advance(Duration.ofNanos(GuardedListener.PATIENCE));
		Future<?> second = this.callers.run(() -> this.registry.failpoint("b"));
		blocked.await();
		end.countDown();
		Callers.join(List.of(first, second));
	}

	@Test
	void oneThatBlocksHoldsUpNoMoreThanItHasPlacesFor() throws Exception {
		CountDownLatch full = new CountDownLatch(GuardedListener.PLACES);
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger heard = new AtomicInteger();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void triggered(FailpointTrigger trigger) {
				heard.incrementAndGet();
				full.countDown();
				await(end);
			}

		});
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "yield");
		List<Future<?>> heldUp = this.callers.run(GuardedListener.PLACES, handle::hit);
		full.await();
		try (LogCapture log = new LogCapture(FailpointListener.class)) {
			Callers.join(this.callers.run(20, handle::hit));
			assertThat(log.messages()).singleElement().asString().endsWith("misses what happens until it does");
		}
		assertThat(heldUp).noneMatch(Future::isDone);
		end.countDown();
		Callers.join(heldUp);
		handle.hit();
		assertThat(heard).hasValue(GuardedListener.PLACES + 1);
	}

	@Test
	void whoIsInterruptedPassesAFullOneByAndStaysInterrupted() throws Exception {
		CountDownLatch full = new CountDownLatch(GuardedListener.PLACES);
		CountDownLatch end = new CountDownLatch(1);
		GuardedListener guarded = new GuardedListener(this.recorder, this.ticker);
		List<Future<?>> heldUp = this.callers.run(GuardedListener.PLACES, () -> guarded.tell((listener) -> {
			full.countDown();
			await(end);
		}));
		full.await();
		this.callers.elsewhere(() -> {
			Thread.currentThread().interrupt();
			guarded.tell((listener) -> listener.declared("never"));
			return assertThat(Thread.interrupted()).isTrue();
		});
		end.countDown();
		Callers.join(heldUp);
		assertThat(this.recorder.events).isEmpty();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private record Broken(Error failure) implements FailpointListener {

		@Override
		public void declared(String name) {
			throw this.failure;
		}

		@Override
		public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
			throw this.failure;
		}

		@Override
		public void disabled(FailpointStatus previous) {
			throw this.failure;
		}

		@Override
		public void triggered(FailpointTrigger trigger) {
			throw this.failure;
		}

		@Override
		public void waited(FailpointTrigger trigger, Duration duration) {
			throw this.failure;
		}

	}

	private static final class BrokenHandler extends Handler {

		@Override
		public void publish(LogRecord record) {
			throw new IllegalStateException("broken logger");
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

	private static final class Recorder implements FailpointListener {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void declared(String name) {
			this.events.add("declared " + name);
		}

		@Override
		public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
			this.events
				.add("enabled " + described(status) + (previous != null ? " before " + described(previous) : ""));
		}

		@Override
		public void disabled(FailpointStatus previous) {
			this.events.add("disabled " + previous.name());
		}

		@Override
		public void triggered(FailpointTrigger trigger) {
			this.events.add("triggered " + trigger.name() + " at " + trigger.site() + ": " + trigger.action());
		}

		@Override
		public void waited(FailpointTrigger trigger, Duration duration) {
			this.events.add(
					"waited in " + trigger.name() + " at " + trigger.site() + ": " + trigger.action() + " " + duration);
		}

		List<String> triggers() {
			return this.events.stream().filter((event) -> event.startsWith("triggered")).toList();
		}

		List<String> waits() {
			return this.events.stream().filter((event) -> event.startsWith("waited")).toList();
		}

		private static String described(FailpointStatus status) {
			return status.name() + "=" + status.terms();
		}

	}

}
