package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.failpoint.convert.Conversion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code sleep}, {@code delay} and {@code pause}.
 */
class WaitingTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "pause(1h)", "delay(1h)", "sleep(2562047h)", "delay(2562047h)",
			"sleep(1h..2562047h)" })
	void disablingWakesEveryWaiter(String terms) throws InterruptedException {
		List<Future<?>> waiters = waiters(terms, 4);
		this.registry.disable("p");
		Callers.join(waiters);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void disablingAllWakesEveryWaiter(String terms) throws InterruptedException {
		List<Future<?>> waiters = waiters(terms, 4);
		this.registry.disableAll();
		Callers.join(waiters);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void closingWakesEveryWaiter(String terms) throws InterruptedException {
		List<Future<?>> waiters = waiters(terms, 4);
		this.registry.close();
		Callers.join(waiters);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void enablingAgainWakesEveryWaiter(String terms) throws InterruptedException {
		List<Future<?>> waiters = waiters(terms, 4);
		this.registry.enable("p", terms);
		Callers.join(waiters);
		assertThat(status().waiting()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(100)", "pause(100ms)", "delay(0.1s)" })
	void theWaitEndsWhenItsTimeIsOver(String terms) throws InterruptedException {
		List<Future<?>> waiters = waiters(terms, 3);
		this.ticker.advance(Duration.ofNanos(99_999_999));
		assertThat(status().waiting()).isEqualTo(3);
		this.ticker.advance(Duration.ofNanos(1));
		Callers.join(waiters);
		assertThat(status().waiting()).isZero();
	}

	@Test
	void aSleepParksUntilItsEnd() throws InterruptedException {
		List<Future<?>> waiters = waiters("sleep(100ms)", 1);
		this.ticker.awaitDeadline(Duration.ofMillis(100));
		this.ticker.advance(Duration.ofMillis(100));
		Callers.join(waiters);
	}

	@Test
	void aRangeIsDrawnFromTheSeed() throws InterruptedException {
		this.registry.enable("p", "sleep(100ms..500ms)", EnableOptions.seed(42));
		Future<?> waiter = this.callers.run(this.handle::hit);
		this.ticker.awaitDeadline(Duration.ofNanos(164_146_155));
		this.ticker.advance(Duration.ofNanos(164_146_155));
		Callers.get(waiter);
	}

	@Test
	void tenSleepersSleepSideBySide() throws InterruptedException {
		List<Future<?>> sleepers = waiters("sleep(100)", 10);
		assertThat(status().waiting()).isEqualTo(10);
		this.ticker.advance(Duration.ofMillis(100));
		Callers.join(sleepers);
	}

	@Test
	void othersAreNotDelayed() throws InterruptedException {
		List<Future<?>> waiters = waiters("1*sleep(1h)->1*pause->off", 2);
		FailpointHandle other = this.registry.failpoint("other");
		this.registry.enable("other", "return");
		assertThat(other.returnsEarly()).isTrue();
		assertThat(this.callers.elsewhere(this.handle::returnsEarly)).isFalse();
		assertThat(this.registry.failpoints()).hasSize(2);
		assertThat(this.registry.disable("other")).isTrue();
		assertThat(waiters).noneMatch(Future::isDone);
	}

	@Test
	void enablingAgainWhileThreadsArePausedNeitherBlocksNorHangs() throws InterruptedException {
		List<Future<?>> waiters = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			waiters.addAll(waiters("pause", 2));
		}
		this.registry.enable("p", "off");
		Callers.join(waiters);
	}

	@Test
	void aWokenCallGoesOnUnderTheOldSetting() throws InterruptedException {
		this.registry.enable("p", "pause");
		Future<String> paused = this.callers
			.call(() -> this.handle.<String, RuntimeException>evaluate(String.class, () -> "went on"));
		Callers.awaitWaiting(this.registry, "p", 1);
		this.registry.enable("p", "return(new)");
		assertThat(Callers.get(paused)).isEqualTo("went on");
		assertThat(status().evaluations()).isZero();
		assertThat(this.handle.<String, RuntimeException>evaluate(String.class, () -> "went on")).isEqualTo("new");
		assertThat(status().evaluations()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void anInterruptEndsTheWaitAndKeepsTheFlag(String terms) throws InterruptedException {
		this.registry.enable("p", terms);
		AtomicReference<Thread> thread = new AtomicReference<>();
		Future<Boolean> interrupted = this.callers.call(() -> {
			thread.set(Thread.currentThread());
			this.handle.hit();
			return Thread.currentThread().isInterrupted();
		});
		Callers.awaitWaiting(this.registry, "p", 1);
		thread.get().interrupt();
		assertThat(Callers.get(interrupted)).isTrue();
		assertThat(status().waiting()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void anInterruptedThreadDoesNotWait(String terms) {
		this.registry.enable("p", terms);
		Thread.currentThread().interrupt();
		this.handle.hit();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void anUnparkForSomethingElseDoesNotEndTheWait() throws InterruptedException {
		this.registry.enable("p", "pause");
		AtomicReference<Thread> thread = new AtomicReference<>();
		Future<?> paused = this.callers.run(() -> {
			thread.set(Thread.currentThread());
			this.handle.hit();
		});
		Callers.awaitWaiting(this.registry, "p", 1);
		LockSupport.unpark(thread.get());
		assertThat(this.registry.release("p", 1)).isOne();
		Callers.get(paused);
	}

	@Test
	void releaseLetsTheOldestPausersGoAndKeepsTheSetting() throws InterruptedException {
		this.registry.enable("p", "pause");
		List<Future<?>> pausers = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			pausers.add(this.callers.run(this.handle::hit));
			Callers.awaitWaiting(this.registry, "p", i);
		}
		assertThat(this.registry.release("p", 3)).isEqualTo(3);
		Callers.join(pausers.subList(0, 3));
		assertThat(status().waiting()).isOne();
		assertThat(status().terms()).isEqualTo("pause");
		assertThat(pausers.get(3)).isNotDone();
		assertThat(this.registry.release("p", 3)).isOne();
		Callers.get(pausers.get(3));
	}

	@Test
	void releaseIsForPausersOnly() throws InterruptedException {
		List<Future<?>> waiters = waiters("1*sleep(1h)->1*delay(1h)->pause", 3);
		assertThat(this.registry.release("p", 10)).isOne();
		assertThat(status().waiting()).isEqualTo(2);
		this.registry.disable("p");
		Callers.join(waiters);
	}

	@Test
	void releasingWhereNobodyWaitsReleasesNobody() {
		assertThat(this.registry.release("p", 1)).isZero();
		assertThat(this.registry.release("nowhere", 1)).isZero();
		this.registry.enable("p", "pause");
		assertThat(this.registry.release("p", 1)).isZero();
	}

	@Test
	void everyReleaseMeetsTheNextPauser() throws InterruptedException {
		this.registry.enable("p", "pause");
		Future<?> pauser = this.callers.run(() -> {
			for (int i = 0; i < 10_000; i++) {
				this.handle.hit();
			}
		});
		for (int i = 0; i < 10_000; i++) {
			assertThat(this.registry.awaitWaiting("p", 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
			assertThat(this.registry.release("p", 1)).isOne();
			assertThat(status().waiting()).isLessThan(2);
		}
		Callers.get(pauser);
	}

	@Test
	void thereAreNeverFewerThanNoneWaiting() {
		this.registry.enable("p", "pause");
		Activation activation = this.registry.activation("p");
		Future<?> pauser = this.callers.run(() -> {
			for (int i = 0; i < 10_000; i++) {
				this.handle.hit();
			}
		});
		while (!pauser.isDone()) {
			activation.release(1);
			assertThat(activation.waiting()).isBetween(0L, 1L);
		}
		Callers.get(pauser);
	}

	@Test
	void nobodyWaitsOnceTheSettingIsClosed() throws Exception {
		this.registry.enable("p", (call) -> {
			this.registry.disable("p");
			assertThat(call.name()).isEqualTo("p");
		});
		this.handle.hit();
		this.registry.enable("p", "pause");
		Activation activation = this.registry.activation("p");
		this.registry.disable("p");
		activation.pause(Long.MAX_VALUE);
		activation.sleep(Long.MAX_VALUE);
		activation.spin(Long.MAX_VALUE);
		assertThat(activation.waiting()).isZero();
	}

	private List<Future<?>> waiters(String terms, int count) throws InterruptedException {
		this.registry.enable("p", terms);
		List<Future<?>> waiters = this.callers.run(count, this.handle::hit);
		assertThat(this.registry.awaitWaiting("p", count, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		return waiters;
	}

	private FailpointStatus status() {
		return this.registry.status("p").orElseThrow();
	}

}
