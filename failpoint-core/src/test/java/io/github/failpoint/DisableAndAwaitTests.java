package io.github.failpoint;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.convert.Conversion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointRegistry#disableAndAwait}.
 */
class DisableAndAwaitTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch leave = new CountDownLatch(1);

	private final AtomicBoolean left = new AtomicBoolean();

	@Test
	void returnsAtOnceWhenNobodyIsInside() throws InterruptedException {
		this.registry.enable("p", "return");
		assertThat(this.registry.disableAndAwait("p", Duration.ZERO)).isTrue();
		assertThat(this.registry.failpoint("p").returnsEarly()).isFalse();
	}

	@Test
	void whatIsNotEnabledNeedsNoWait() throws InterruptedException {
		assertThat(this.registry.disableAndAwait("p", Duration.ZERO)).isTrue();
		assertThat(this.registry.disableAndAwait("never heard of!", Duration.ZERO)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void wakesAndAwaitsTheWaiters(String terms) throws InterruptedException {
		this.registry.enable("p", terms);
		FailpointHandle handle = this.registry.failpoint("p");
		Activation activation = this.registry.activation("p");
		Future<?> waiter = this.callers.run(handle::hit);
		Callers.awaitWaiting(this.registry, "p", 1);
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		assertThat(activation.isQuiet()).isTrue();
		assertThat(activation.waiting()).isZero();
		Callers.get(waiter);
	}

	@Test
	void waitsUntilTheCallbackHasLeft() throws InterruptedException {
		enterCallback();
		Future<Boolean> disabling = this.callers.call(() -> {
			boolean quiet = this.registry.disableAndAwait("p", TIMEOUT);
			return quiet && this.left.get();
		});
		this.leave.countDown();
		assertThat(Callers.get(disabling)).isTrue();
	}

	@Test
	void awaitsThoseThatAnEarlierDisableLeftInside() throws InterruptedException {
		enterCallback();
		this.registry.disable("p");
		assertThat(this.registry.disableAndAwait("p", Duration.ZERO)).isFalse();
		this.leave.countDown();
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		assertThat(this.left).isTrue();
	}

	@Test
	void awaitsThoseThatAnEarlierEnableLeftInside() throws InterruptedException {
		enterCallback();
		this.registry.enable("p", "off");
		this.registry.enable("p", "return");
		assertThat(this.registry.disableAndAwait("p", Duration.ZERO)).isFalse();
		this.leave.countDown();
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		assertThat(this.left).isTrue();
	}

	@Test
	void awaitsThoseInsideAStaticFailpoint() throws InterruptedException {
		Failpoints.attach(this.registry);
		FailpointHandle handle = Failpoints.failpoint("DisableAndAwaitTests.static");
		this.registry.enable("DisableAndAwaitTests.static", this::stay);
		Future<?> call = this.callers.run(handle::hit);
		this.entered.await();
		this.registry.disable("DisableAndAwaitTests.static");
		assertThat(this.registry.disableAndAwait("DisableAndAwaitTests.static", Duration.ZERO)).isFalse();
		this.leave.countDown();
		assertThat(this.registry.disableAndAwait("DisableAndAwaitTests.static", TIMEOUT)).isTrue();
		assertThat(this.left).isTrue();
		Callers.get(call);
	}

	@Test
	void givesUpWhenTheTimeIsOver() throws InterruptedException {
		enterCallback();
		Future<Boolean> disabling = this.callers.call(() -> this.registry.disableAndAwait("p", TIMEOUT));
		while (this.ticker.deadlines().isEmpty()) {
			Thread.yield();
		}
		this.ticker.advance(TIMEOUT);
		assertThat(Callers.get(disabling)).isFalse();
		assertThat(this.registry.activation("p")).isNull();
		this.leave.countDown();
	}

	@Test
	void aNegativeTimeoutIsNoTime() throws InterruptedException {
		enterCallback();
		for (Duration timeout : new Duration[] { Duration.ofNanos(-1), Duration.ofNanos(Long.MIN_VALUE),
				Duration.ofSeconds(Long.MIN_VALUE) }) {
			assertThat(this.registry.disableAndAwait("p", timeout)).isFalse();
		}
		this.leave.countDown();
	}

	@Test
	void anInterruptEndsTheWait() throws InterruptedException {
		enterCallback();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> this.registry.disableAndAwait("p", TIMEOUT));
		this.leave.countDown();
	}

	@Test
	void anEvaluationThatComesTooLateDoesNotAct() throws Throwable {
		this.registry.enable("p", "panic");
		Activation activation = this.registry.activation("p");
		assertThat(this.registry.disableAndAwait("p", Duration.ZERO)).isTrue();
		assertThat(activation.evaluate(new SiteSignature("A.a()", void.class, List.of()), new Object[0]))
			.isSameAs(Activation.SUPERSEDED);
		assertThat(activation.setting().counts().totals().triggered()).isZero();
	}

	@Test
	void afterwardsNoCallbackStartsOrRuns() {
		assertThat(violations(1_000, (round) -> {
			assertThat(this.registry.awaitTriggers("p", round % 3, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
			return this.registry.disableAndAwait("p", TIMEOUT);
		})).isZero();
	}

	@Test
	void afterwardsNoCallbackStartsOrRunsThatWasAboutTo() {
		assertThat(violations(20_000, (round) -> this.registry.disableAndAwait("p", TIMEOUT))).isZero();
	}

	@Test
	void afterwardsNoCallbackStartsOrRunsOfASettingThatWasDisabledBefore() {
		assertThat(violations(2_000, (round) -> {
			this.registry.disable("p");
			return this.registry.disableAndAwait("p", TIMEOUT);
		})).isZero();
	}

	private int violations(int rounds, Disabling disabling) {
		FailpointHandle handle = this.registry.failpoint("p");
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger violations = new AtomicInteger();
		List<Future<?>> calls = this.callers.run(2, () -> {
			while (!over.get()) {
				handle.hit();
			}
		});
		Callers.get(this.callers.run(() -> {
			for (int round = 0; round < rounds; round++) {
				AtomicBoolean disabled = new AtomicBoolean();
				this.registry.enable("p", (call) -> {
					violations.addAndGet(disabled.get() ? 1 : 0);
					Thread.onSpinWait();
					violations.addAndGet(disabled.get() ? 1 : 0);
				});
				assertThat(disabling.disable(round)).isTrue();
				disabled.set(true);
			}
		}));
		over.set(true);
		Callers.join(calls);
		return violations.get();
	}

	private void enterCallback() throws InterruptedException {
		FailpointHandle handle = this.registry.failpoint("p");
		this.registry.enable("p", this::stay);
		this.callers.run(handle::hit);
		this.entered.await();
	}

	private void stay(FailpointCall call) throws InterruptedException {
		this.entered.countDown();
		this.leave.await();
		this.left.set(true);
	}

	@FunctionalInterface
	private interface Disabling {

		boolean disable(int round) throws InterruptedException;

	}

}
