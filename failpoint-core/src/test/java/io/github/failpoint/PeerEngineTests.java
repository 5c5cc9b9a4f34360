package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.TermsSyntaxException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the bugs of other failpoint libraries are not ours. Each is named after the
 * library and the bug.
 */
class PeerEngineTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@Test
	void pingcapFoundingBugDisablingBetweenTheCheckAndTheReadCrashes() {
		AtomicBoolean over = new AtomicBoolean();
		List<Future<?>> calls = this.callers.run(3, () -> {
			while (!over.get()) {
				this.handle.returnsEarly();
			}
		});
		for (int i = 0; i < 20_000; i++) {
			this.registry.enable("p", "return");
			this.registry.disable("p");
		}
		over.set(true);
		Callers.join(calls);
	}

	@Test
	void pingcapEnablingAgainWhileAThreadIsPausedHangsTheRegistry() throws InterruptedException {
		Future<?> paused = waiters("pause", 1).get(0);
		this.registry.enable("p", "pause");
		this.registry.enable("other", "off");
		assertThat(this.registry.failpoints()).hasSize(2);
		Callers.get(paused);
	}

	@Test
	void pingcapDisablingDuringSleepBlocksUntilItsEnd() throws InterruptedException {
		Future<?> sleeper = waiters("sleep(1000)", 1).get(0);
		assertThat(this.registry.disable("p")).isTrue();
		Callers.get(sleeper);
		assertThat(this.ticker.nanoTime()).isEqualTo(new ManualTicker().nanoTime());
	}

	@Test
	void pingcapASleepStallsEveryOtherPoint() throws InterruptedException {
		Future<?> sleeper = waiters("sleep(1000)", 1).get(0);
		this.registry.enable("other", "return");
		assertThat(this.registry.failpoint("other").returnsEarly()).isTrue();
		assertThat(sleeper).isNotDone();
	}

	@Test
	void pingcapTenThreadsSleepOneAfterTheOther() throws InterruptedException {
		List<Future<?>> sleepers = waiters("sleep(100)", 10);
		this.ticker.advance(Duration.ofMillis(100));
		Callers.join(sleepers);
	}

	@Test
	void pingcapConcurrentDisablesCloseAClosedChannel() {
		for (int round = 0; round < 500; round++) {
			this.registry.enable("p", "pause");
			AtomicInteger disabled = new AtomicInteger();
			CountDownLatch start = new CountDownLatch(4);
			Callers.join(this.callers.run(4, () -> {
				start.countDown();
				start.await();
				disabled.addAndGet(this.registry.disable("p") ? 1 : 0);
			}));
			assertThat(disabled).hasValue(1);
		}
	}

	@Test
	void pingcapAFailedEnableLeavesAnEntryWhoseDisablePanics() {
		assertThatExceptionOfType(TermsSyntaxException.class)
			.isThrownBy(() -> this.registry.enable("other", "return(1)x"));
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enable("other", "throw(Nowhere)"));
		assertThat(this.registry.status("other")).isEmpty();
		assertThat(this.registry.disable("other")).isFalse();
	}

	@Test
	void pingcapACallbackSurvivesDisableAndIsCalledByTheNextEnable() {
		AtomicInteger calls = new AtomicInteger();
		this.registry.enable("p", (call) -> calls.incrementAndGet());
		this.handle.hit();
		this.registry.disable("p");
		this.registry.enable("p", "yield");
		this.handle.hit();
		assertThat(calls).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "sleep(0)", "print", "pause(0)", "yield", "break", "delay(0)" })
	void pingcapOffSleepPrintAndPauseChangeTheFlow(String terms) throws Throwable {
		FailpointSite site = this.registry.declare("p", new SiteSignature("A.a()", String.class, List.of()));
		this.registry.enable("p", terms);
		try (LogCapture log = new LogCapture("io.github.failpoint")) {
			assertThat(site.evaluate()).isNull();
			assertThat(this.handle.returnsEarly()).isFalse();
			assertThat(this.handle.<String, RuntimeException>evaluate(String.class, () -> "went on"))
				.isEqualTo("went on");
			assertThat(log.messages()).hasSize(terms.equals("print") ? 3 : 0);
		}
	}

	@Test
	void pingcapAMisspeltTruthIsReadAsTrue() {
		this.registry.declare("p", new SiteSignature("A.a()", boolean.class, List.of()));
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enable("p", "return(ture)"));
	}

	@Test
	void pingcapACountWithoutAnActionCrashesOnEvaluation() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.enable("p", "5*"));
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.enable("p", ""));
		assertThatCode(this.handle::hit).doesNotThrowAnyException();
	}

	@Test
	void gofailTenSleepersAreSerial() throws InterruptedException {
		List<Future<?>> sleepers = waiters("sleep(100)", 10);
		assertThat(sleepers).noneMatch(Future::isDone);
		this.ticker.advance(Duration.ofMillis(100));
		Callers.join(sleepers);
	}

	@Test
	void gofailTheHitCounterIsRacy() {
		this.registry.enable("p", "yield");
		Callers.join(this.callers.run(8, () -> {
			for (int i = 0; i < 2_000; i++) {
				this.handle.hit();
			}
		}));
		assertThat(this.registry.status("p").orElseThrow().evaluations()).isEqualTo(16_000);
		assertThat(this.registry.status("p").orElseThrow().triggers()).isEqualTo(16_000);
	}

	@Test
	void gofailDisablingTwiceIsAnError() {
		this.registry.enable("p", "off");
		assertThat(this.registry.disable("p")).isTrue();
		assertThat(this.registry.disable("p")).isFalse();
	}

	@Test
	void gofailAPercentageNeedsAPoint() {
		this.registry.enable("p", "100%return");
		assertThat(this.handle.returnsEarly()).isTrue();
	}

	@Test
	void gofailABulkWriteStopsHalfWay() {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enableAll("a=return(1);b=throw(Nowhere);c=return(1)"));
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::name).containsExactly("p");
	}

	@Test
	void failRsABadSettingPoisonsTheRegistry() {
		this.registry.enable("p", "return");
		assertThatExceptionOfType(TermsSyntaxException.class)
			.isThrownBy(() -> this.registry.enableAll("p=off;other=nonsense"));
		assertThat(this.handle.returnsEarly()).isTrue();
		this.registry.enable("p", "off");
		assertThat(this.handle.returnsEarly()).isFalse();
	}

	@Test
	void failRsChangingAPausedPointSpinsUnderTheGlobalLock() throws InterruptedException {
		List<Future<?>> paused = waiters("pause", 4);
		int parks = this.ticker.deadlines().size();
		this.registry.enable("p", "return");
		Callers.join(paused);
		assertThat(this.ticker.deadlines().size()).isLessThanOrEqualTo(parks + 4);
		assertThat(this.handle.returnsEarly()).isTrue();
	}

	@Test
	void failRsAGuardRemovesInsteadOfRestoring() {
		FailpointHandle handle = Failpoints.failpoint("PeerEngineTests.guard");
		Failpoints.attach(this.registry);
		this.registry.enable("PeerEngineTests.guard", "2*return");
		assertThat(handle.returnsEarly()).isTrue();
		try (FailpointRegistry guard = new FailpointRegistry()) {
			Failpoints.attach(guard);
			guard.enable("PeerEngineTests.guard", "off");
			assertThat(handle.returnsEarly()).isFalse();
		}
		assertThat(handle.returnsEarly()).isTrue();
		assertThat(handle.returnsEarly()).isFalse();
	}

	@Test
	void failRsANegativePercentagePanicsAtEveryEvaluation() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.enable("p", "-5%panic"));
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.enable("p", "125%panic"));
		assertThatCode(this.handle::hit).doesNotThrowAnyException();
	}

	@Test
	void failRsTestsInParallelDisturbEachOther() {
		try (FailpointRegistry other = new FailpointRegistry()) {
			other.enable("p", "panic");
			assertThatCode(this.handle::hit).doesNotThrowAnyException();
			assertThat(this.registry.disable("p")).isFalse();
			assertThat(other.disable("p")).isTrue();
		}
	}

	@Test
	void freeBsdPauseLosesWakeUps() throws InterruptedException {
		this.registry.enable("p", "pause");
		Future<?> pauser = this.callers.run(() -> {
			for (int i = 0; i < 5_000; i++) {
				this.handle.hit();
			}
		});
		for (int i = 0; i < 5_000; i++) {
			Callers.awaitWaiting(this.registry, "p", 1);
			assertThat(this.registry.release("p", 1)).isOne();
		}
		Callers.get(pauser);
	}

	@Test
	void freeBsdChangingPauseToAnotherActionLeavesSleepersBehind() throws InterruptedException {
		List<Future<?>> waiters = new ArrayList<>();
		for (String terms : List.of("pause", "sleep(1h)", "delay(1h)", "pause(1h)", "1*pause->sleep(1h)")) {
			waiters.addAll(waiters(terms, 2));
		}
		this.registry.enable("p", "off");
		Callers.join(waiters);
	}

	@Test
	void freeBsdAPointOnItsOwnControlPathLocksTheOperatorOut() throws Exception {
		this.registry.enable("p", "panic");
		assertThat(Failpoints.<Boolean>suppress(() -> {
			this.handle.hit();
			return this.registry.disable("p");
		})).isTrue();
	}

	@Test
	void freeBsdAnOverLongValueLeaksALock() {
		String tooLong = "print(" + "x".repeat(5000) + ")";
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.enable("p", tooLong));
		assertThatExceptionOfType(TermsSyntaxException.class)
			.isThrownBy(() -> this.registry.enable("x".repeat(201), "off"));
		assertThat(this.callers.elsewhere(() -> this.registry.enable("p", "off").state()))
			.isEqualTo(FailpointStatus.State.ENABLED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void allOfThemLeaveSleepersAsleepWhenThePointIsDisabled(String terms) throws InterruptedException {
		List<Future<?>> waiters = waiters(terms, 3);
		this.registry.disable("p");
		Callers.join(waiters);
	}

	private List<Future<?>> waiters(String terms, int count) throws InterruptedException {
		this.registry.enable("p", terms);
		List<Future<?>> waiters = this.callers.run(count, this.handle::hit);
		assertThat(this.registry.awaitWaiting("p", count, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		return waiters;
	}

}
