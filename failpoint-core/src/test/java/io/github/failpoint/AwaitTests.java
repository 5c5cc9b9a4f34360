package io.github.failpoint;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import io.github.failpoint.convert.Conversion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for waiting until a failpoint was reached, has acted or is waited in.
 */
class AwaitTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	private static final int ROUNDS = 2_000;

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@ParameterizedTest
	@EnumSource
	void endsWhenItIsReached(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		Future<AwaitOutcome> watcher = watch(event, 3, TIMEOUT);
		awaitWatcher();
		this.callers.run(3, this.handle::hit);
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.REACHED);
	}

	@ParameterizedTest
	@EnumSource
	void doesNotWaitForWhatIsReachedAlready(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		assertThat(event.await(this.registry, 0, Duration.ZERO)).isEqualTo(AwaitOutcome.REACHED);
		this.callers.run(2, this.handle::hit);
		assertThat(event.await(this.registry, 2, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(event.await(this.registry, 2, Duration.ZERO)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(event.await(this.registry, 3, Duration.ZERO)).isEqualTo(AwaitOutcome.TIMED_OUT);
	}

	@ParameterizedTest
	@EnumSource
	void whatIsDisabledIsNotAwaited(Event event) throws InterruptedException {
		assertThat(event.await(this.registry, 0, TIMEOUT)).isEqualTo(AwaitOutcome.DISABLED);
		assertThat(event.await(new FailpointRegistry(), 0, TIMEOUT)).isEqualTo(AwaitOutcome.DISABLED);
	}

	@ParameterizedTest
	@EnumSource
	void endsWhenTheFailpointIsDisabled(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		Future<AwaitOutcome> watcher = watch(event, 1, TIMEOUT);
		awaitWatcher();
		this.registry.disable("p");
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.DISABLED);
	}

	@ParameterizedTest
	@EnumSource
	void endsWhenTheSettingIsChanged(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		Future<AwaitOutcome> watcher = watch(event, 1, TIMEOUT);
		awaitWatcher();
		this.registry.enable("p", event.terms);
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.DISABLED);
	}

	@ParameterizedTest
	@EnumSource
	void endsWhenTheRegistryIsClosed(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		Future<AwaitOutcome> watcher = watch(event, 1, TIMEOUT);
		awaitWatcher();
		this.registry.close();
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.DISABLED);
	}

	@ParameterizedTest
	@EnumSource
	void endsWhenTheTimeIsOver(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		Future<AwaitOutcome> watcher = watch(event, 1, TIMEOUT);
		awaitWatcher();
		this.ticker.advance(TIMEOUT);
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.TIMED_OUT);
	}

	@ParameterizedTest
	@EnumSource
	void endsWhenTheThreadIsInterrupted(Event event) {
		this.registry.enable("p", event.terms);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> event.await(this.registry, 1, TIMEOUT));
	}

	@ParameterizedTest
	@EnumSource
	void waitsForEverIfAskedTo(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		Future<AwaitOutcome> watcher = watch(event, 1, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
		awaitWatcher();
		this.ticker.advance(Duration.ofDays(100 * 365));
		this.callers.run(this.handle::hit);
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.REACHED);
	}

	@ParameterizedTest
	@EnumSource
	void aNegativeTimeoutIsNoTime(Event event) throws InterruptedException {
		this.registry.enable("p", event.terms);
		for (Duration timeout : List.of(Duration.ofNanos(-1), Duration.ofNanos(Long.MIN_VALUE),
				Duration.ofSeconds(Long.MIN_VALUE))) {
			assertThat(event.await(this.registry, 1, timeout)).isEqualTo(AwaitOutcome.TIMED_OUT);
		}
	}

	@Test
	void whatWasReachedOnlyForAMomentCountsAsReached() throws InterruptedException {
		this.registry.enable("p", "pause");
		Iterator<Boolean> looks = List.of(false, true, false).iterator();
		Future<AwaitOutcome> watcher = this.callers
			.call(() -> this.registry.activation("p").await(looks::next, this.ticker.nanoTime() + 1_000_000));
		awaitWatcher();
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(Callers.get(watcher)).isEqualTo(AwaitOutcome.REACHED);
	}

	@Test
	void offIsAwaitedAsAnEvaluationOnly() throws InterruptedException {
		this.registry.enable("p", "off");
		this.handle.hit();
		assertThat(this.registry.awaitEvaluations("p", 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(this.registry.awaitTriggers("p", 1, Duration.ZERO)).isEqualTo(AwaitOutcome.TIMED_OUT);
	}

	@Test
	void severalWatchersEachGetTheirAnswer() throws InterruptedException {
		this.registry.enable("p", "yield");
		Future<AwaitOutcome> first = watch(Event.EVALUATIONS, 1, TIMEOUT);
		Future<AwaitOutcome> second = watch(Event.TRIGGERS, 2, TIMEOUT);
		Future<AwaitOutcome> third = watch(Event.EVALUATIONS, 3, TIMEOUT);
		this.handle.hit();
		this.handle.hit();
		assertThat(Callers.get(first)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(Callers.get(second)).isEqualTo(AwaitOutcome.REACHED);
		this.registry.disable("p");
		assertThat(Callers.get(third)).isEqualTo(AwaitOutcome.DISABLED);
	}

	@ParameterizedTest
	@EnumSource(names = { "EVALUATIONS", "TRIGGERS" })
	void noWakeUpIsLost(Event event) throws InterruptedException {
		this.registry.enable("p", "yield");
		Semaphore turn = new Semaphore(0);
		Future<?> caller = this.callers.run(() -> {
			for (int i = 1; i <= ROUNDS; i++) {
				turn.acquire();
				this.handle.hit();
			}
		});
		for (int i = 1; i <= ROUNDS; i++) {
			turn.release();
			assertThat(event.await(this.registry, i, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		}
		Callers.get(caller);
	}

	@Test
	void noDisablingIsOverlooked() {
		Semaphore turn = new Semaphore(0);
		Future<?> disabling = this.callers.run(() -> {
			for (int i = 1; i <= ROUNDS; i++) {
				turn.acquire();
				this.registry.disable("p");
			}
		});
		Callers.get(this.callers.run(() -> {
			for (int i = 1; i <= ROUNDS; i++) {
				this.registry.enable("p", "yield");
				turn.release();
				assertThat(this.registry.awaitTriggers("p", 1, TIMEOUT)).isEqualTo(AwaitOutcome.DISABLED);
			}
		}));
		Callers.get(disabling);
	}

	private Future<AwaitOutcome> watch(Event event, long count, Duration timeout) {
		return this.callers.call(() -> event.await(this.registry, count, timeout));
	}

	private void awaitWatcher() {
		while (this.ticker.deadlines().isEmpty()) {
			Thread.yield();
		}
	}

	private enum Event {

		EVALUATIONS("off") {

			@Override
			AwaitOutcome await(FailpointRegistry registry, long count, Duration timeout) throws InterruptedException {
				return registry.awaitEvaluations("p", count, timeout);
			}

		},

		TRIGGERS("yield") {

			@Override
			AwaitOutcome await(FailpointRegistry registry, long count, Duration timeout) throws InterruptedException {
				return registry.awaitTriggers("p", count, timeout);
			}

		},

		WAITING("pause") {

			@Override
			AwaitOutcome await(FailpointRegistry registry, long count, Duration timeout) throws InterruptedException {
				return registry.awaitWaiting("p", count, timeout);
			}

		};

		private final String terms;

		Event(String terms) {
			this.terms = terms;
		}

		abstract AwaitOutcome await(FailpointRegistry registry, long count, Duration timeout)
				throws InterruptedException;

	}

}
