package io.github.failpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for settings whose time ends.
 */
class TimeToLiveTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@Test
	void endsByItself() {
		FailpointStatus status = this.registry.enable("p", "panic", Duration.ofSeconds(2));
		assertThat(status.expiresAt()).isEqualTo(ManualTicker.START.plusSeconds(2));
		this.ticker.advance(SECOND);
		assertPanics();
		this.ticker.advance(SECOND);
		this.handle.hit();
		assertThat(terms()).isNull();
		assertThat(status().expiresAt()).isNull();
	}

	@Test
	void bringsBackTheSettingBeforeWithItsRemainingCounts() {
		this.registry.enable("p", "2*panic", EnableOptions.seed(7));
		assertPanics();
		this.registry.enable("p", "off", SECOND);
		this.handle.hit();
		this.ticker.advance(SECOND);
		assertThat(status().seed()).isEqualTo(7);
		assertThat(status().triggers()).isOne();
		assertPanics();
		this.handle.hit();
		assertThat(status().state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
	}

	@Test
	void wakesWaitersWhoGoOn() throws InterruptedException {
		this.registry.enable("p", "pause", SECOND);
		List<Future<?>> waiters = this.callers.run(3, this.handle::hit);
		Callers.awaitWaiting(this.registry, "p", 3);
		this.ticker.advance(SECOND);
		Callers.join(waiters);
	}

	@Test
	void aSettingWithinAnotherBringsThatBackForTheRestOfItsTime() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "return", Duration.ofSeconds(3));
		this.registry.enable("p", "panic", SECOND);
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("return");
		assertThat(status().expiresAt()).isEqualTo(ManualTicker.START.plusSeconds(3));
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("return");
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("off");
		assertThat(this.ticker.pendingTasks()).isZero();
	}

	@Test
	void oneWhoseOwnTimeEndedMeanwhileDoesNotComeBack() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "return", SECOND);
		this.registry.enable("p", "panic", Duration.ofSeconds(2));
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("panic");
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("off");
	}

	@Test
	void manyInARowLeaveOneToComeBack() {
		this.registry.enable("p", "off");
		for (int i = 0; i < 100; i++) {
			this.registry.enable("p", "panic", SECOND);
		}
		assertThat(this.ticker.pendingTasks()).isOne();
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("off");
	}

	@Test
	void nothingComesBackOnceDisabled() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "panic", SECOND);
		this.registry.disable("p");
		assertThat(this.ticker.pendingTasks()).isZero();
		this.ticker.advance(SECOND);
		assertThat(terms()).isNull();
	}

	@Test
	void nothingHappensOnceReplaced() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "panic", SECOND);
		this.registry.enable("p", "return");
		assertThat(this.ticker.pendingTasks()).isZero();
		this.ticker.advance(SECOND);
		assertThat(terms()).isEqualTo("return");
		this.registry.disable("p");
		assertThat(terms()).isNull();
	}

	@Test
	void nothingHappensOnceTheRegistryIsClosed() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "panic", SECOND);
		this.registry.close();
		this.ticker.advance(SECOND);
		assertThat(terms()).isNull();
	}

	@Test
	void endsWithinAScopeWhatBeganThere() {
		this.registry.enable("p", "panic");
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "off");
			scope.enable("p", "panic", SECOND);
			assertPanics();
			this.ticker.advance(SECOND);
			this.handle.hit();
			assertThat(scope.status("p").orElseThrow().terms()).isEqualTo("off");
		}
		assertPanics();
	}

	@Test
	void leavesHiddenWhatAScopeHidBefore() {
		this.registry.enable("p", "panic");
		try (FailpointScope scope = this.registry.openScope()) {
			scope.disable("p");
			scope.enable("p", "panic", Duration.ofSeconds(2));
			scope.enable("p", "off", SECOND);
			this.ticker.advance(SECOND);
			assertPanics();
			this.ticker.advance(SECOND);
			this.handle.hit();
			assertThat(scope.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.DISABLED);
		}
		assertPanics();
	}

	@Test
	void aTimerThatIsLateChangesNothing() {
		this.registry.enable("p", "panic", SECOND);
		Setting late = this.registry.activation("p").setting();
		this.registry.enable("p", "off");
		this.ticker.advance(SECOND);
		this.registry.expire(late, null);
		assertThat(terms()).isEqualTo("off");
	}

	@Test
	void aSnapshotBringsBackTheRestOfTheTime() {
		this.registry.enable("p", "panic", Duration.ofSeconds(2));
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("p");
		this.ticker.advance(SECOND);
		snapshot.restore();
		assertThat(terms()).isEqualTo("panic");
		this.ticker.advance(SECOND);
		assertThat(terms()).isNull();
	}

	@Test
	void aSnapshotBringsBackWhatCameAfterATimeThatIsOver() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "panic", SECOND);
		this.registry.enable("q", "panic", SECOND);
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disableAll();
		this.ticker.advance(SECOND);
		snapshot.restore();
		assertThat(terms()).isEqualTo("off");
		assertThat(this.registry.status("q")).isEmpty();
	}

	@Test
	void severalEndTogether() {
		this.registry.enableAll(Terms.parseAll("a=panic;b=panic"), EnableOptions.ttl(SECOND));
		this.ticker.advance(SECOND);
		assertThat(this.registry.status("a")).isEmpty();
		assertThat(this.registry.status("b")).isEmpty();
	}

	@Test
	void tellsListenersWhatCameBack() {
		List<String> events = new ArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void expired(FailpointStatus previous, FailpointStatus status) {
				events.add(previous.terms() + " -> " + ((status != null) ? status.terms() : null));
			}

			@Override
			public void disabled(FailpointStatus previous) {
				events.add("disabled");
			}

		});
		this.registry.enable("p", "off", Duration.ofSeconds(2));
		this.registry.enable("p", "panic", SECOND);
		this.ticker.advance(SECOND);
		this.ticker.advance(SECOND);
		assertThat(events).containsExactly("panic -> off", "off -> null");
	}

	@Test
	void aSiteDeclaredMeanwhileThatCannotTakeWhatComesBackPassesThrough() throws Throwable {
		this.registry.enable("q", "return(word)");
		this.registry.enable("q", "off", SECOND);
		FailpointSite site = this.registry.declare("q", new SiteSignature("A.a()", int.class, List.of()));
		this.ticker.advance(SECOND);
		assertThat(this.registry.status("q").orElseThrow().terms()).isEqualTo("return(word)");
		assertThat(site.evaluate()).isNull();
	}

	@RepeatedTest(50)
	void endingAgainstEnablingLeavesTheNewSetting() throws InterruptedException {
		this.registry.enable("p", "off");
		this.registry.enable("p", "return", SECOND);
		CountDownLatch start = new CountDownLatch(1);
		Future<?> enable = this.callers.run(() -> {
			start.await();
			this.registry.enable("p", "panic");
		});
		start.countDown();
		this.ticker.advance(SECOND);
		Callers.get(enable);
		assertThat(terms()).isEqualTo("panic");
	}

	@RepeatedTest(50)
	void endingAgainstDisablingIsEitherOneOrTheOther() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "return", SECOND);
		Future<Boolean> disable = this.callers.call(() -> this.registry.disable("p"));
		this.ticker.advance(SECOND);
		assertThat(Callers.get(disable)).isTrue();
		assertThat(terms()).isNull();
	}

	@RepeatedTest(50)
	void endingAgainstPausingLeavesNobodyBehind() {
		this.registry.enable("p", "pause", SECOND);
		List<Future<?>> waiters = this.callers.run(4, this.handle::hit);
		this.ticker.advance(SECOND);
		Callers.join(waiters);
	}

	@RepeatedTest(50)
	void endingAgainstClosingLeavesNothing() {
		this.registry.enable("p", "off");
		this.registry.enable("p", "pause", SECOND);
		Future<?> close = this.callers.run(this.registry::close);
		this.ticker.advance(SECOND);
		Callers.get(close);
		assertThat(terms()).isNull();
	}

	@Test
	void theTimerOfTheSystemEndsASetting() throws InterruptedException {
		try (FailpointRegistry real = new FailpointRegistry()) {
			CountDownLatch expired = new CountDownLatch(1);
			real.addListener(new FailpointListener() {

				@Override
				public void expired(FailpointStatus previous, FailpointStatus status) {
					expired.countDown();
				}

			});
			FailpointHandle point = real.failpoint("p");
			real.enable("p", "pause", Duration.ofMillis(20));
			point.hit();
			expired.await();
			assertThat(real.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.DISABLED);
		}
	}

	@Test
	void aListenerThatBlocksHoldsNoOtherEndUp() throws InterruptedException {
		CountDownLatch leave = new CountDownLatch(1);
		try (FailpointRegistry real = new FailpointRegistry()) {
			real.addListener(new FailpointListener() {

				@Override
				public void expired(FailpointStatus previous, FailpointStatus status) {
					try {
						leave.await();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}

			});
			FailpointHandle first = real.failpoint("a");
			FailpointHandle second = real.failpoint("b");
			real.enable("a", "pause", Duration.ofMillis(10));
			real.enable("b", "pause", Duration.ofMillis(20));
			first.hit();
			second.hit();
		}
		finally {
			leave.countDown();
		}
	}

	@Test
	void nothingIsToldWhereNobodyHears() {
		Told told = new Told();
		try (FailpointRegistry counted = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
				told)) {
			counted.addListener(new FailpointListener() {

				@Override
				public void disabled(FailpointStatus previous) {
					throw new AssertionError();
				}

			});
			counted.enable("p", "panic", SECOND);
			told.advance(SECOND);
			assertThat(told.times).isZero();
			counted.addListener(new FailpointListener() {

				@Override
				public void expired(FailpointStatus previous, FailpointStatus status) {
				}

			});
			counted.enable("p", "panic", SECOND);
			told.advance(SECOND);
			assertThat(told.times).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P200000D" })
	void otherTimesAreRefused(Duration ttl) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.registry.enable("p", "off", ttl))
			.withMessageStartingWith("'ttl' must ");
		assertThatIllegalArgumentException().isThrownBy(() -> FailpointPolicy.defaults().withMaxTtl(ttl))
			.withMessageStartingWith("'maxTtl' must ");
		assertThatIllegalArgumentException().isThrownBy(() -> FailpointPolicy.defaults().withDefaultTtl(ttl))
			.withMessageStartingWith("'defaultTtl' must ");
	}

	@Test
	void theLongestTimeIsTaken() {
		this.registry.enable("p", "panic", Duration.ofNanos(Long.MAX_VALUE));
		this.ticker.advance(Duration.ofDays(365));
		assertPanics();
	}

	@Test
	void whatARequestSetsGetsTheDefaultAndCannotExceedTheMaximum() {
		FailpointPolicy policy = FailpointPolicy.defaults()
			.withDefaultTtl(Duration.ofMinutes(1))
			.withMaxTtl(Duration.ofMinutes(10));
		try (FailpointRegistry limited = new FailpointRegistry(policy, Conversion.NO_OTHERS, this.ticker)) {
			EnableOptions request = EnableOptions.source(FailpointSource.ENDPOINT);
			assertThat(limited.enable("p", "off", request).expiresAt()).isEqualTo(ManualTicker.START.plusSeconds(60));
			assertThat(limited.enable("p", "off", request.withTtl(Duration.ofMinutes(10))).expiresAt())
				.isEqualTo(ManualTicker.START.plusSeconds(600));
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> limited.enable("p", "panic", request.withTtl(Duration.ofMinutes(11))))
				.withMessageEndingWith("a time to live of 11m is longer than 'failpoint.max-ttl' of 10m");
		}
	}

	@Test
	void nothingFromARequestLastsForEver() {
		EnableOptions request = EnableOptions.source(FailpointSource.ENDPOINT);
		assertThat(this.registry.enable("p", "panic", request).expiresAt())
			.isEqualTo(ManualTicker.START.plusSeconds(300));
		assertThat(this.registry.enable("p", "panic", request.withTtl(Duration.ofHours(24))).expiresAt())
			.isEqualTo(ManualTicker.START.plus(Duration.ofHours(24)));
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enable("p", "panic", request.withTtl(Duration.ofHours(24).plusNanos(1))))
			.withMessageEndingWith("is longer than 'failpoint.max-ttl' of 24h");
		this.registry.disable("p");
		this.registry.enableAll(Terms.parseAll("p=panic;q=panic"), request);
		this.ticker.advance(Duration.ofMinutes(5));
		this.handle.hit();
		assertThat(this.registry.status("q")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = "ENDPOINT", mode = EnumSource.Mode.EXCLUDE)
	void whatNoRequestSetsHasTheTimeThatItNames(FailpointSource source) {
		FailpointPolicy policy = FailpointPolicy.defaults().withDefaultTtl(SECOND).withMaxTtl(SECOND);
		try (FailpointRegistry limited = new FailpointRegistry(policy, Conversion.NO_OTHERS, this.ticker)) {
			EnableOptions options = EnableOptions.source(source);
			assertThat(limited.enable("p", "off", options).expiresAt()).isNull();
			assertThat(limited.enable("p", "off", options.withTtl(Duration.ofHours(1))).expiresAt())
				.isEqualTo(ManualTicker.START.plusSeconds(3600));
		}
	}

	@Test
	void aDefaultIsNeverLongerThanTheMaximum() {
		FailpointPolicy policy = FailpointPolicy.defaults().withMaxTtl(SECOND);
		assertThat(policy.defaultTtl()).isEqualTo(SECOND);
		assertThat(policy.withMaxTtl(Duration.ofHours(1)).defaultTtl()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void theStatusTellsTheReason() {
		this.registry.enable("p", "off", EnableOptions.defaults().withReason("Game day"));
		assertThat(status().reason()).isEqualTo("Game day");
	}

	private void assertPanics() {
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(this.handle::hit);
	}

	private String terms() {
		return status().terms();
	}

	private FailpointStatus status() {
		return this.registry.status("p").orElseThrow();
	}

	/**
	 * Counts what it is asked to tell.
	 */
	private static final class Told implements Ticker {

		private final ManualTicker ticker = new ManualTicker();

		private int times;

		void advance(Duration duration) {
			this.ticker.advance(duration);
		}

		@Override
		public Instant now() {
			return this.ticker.now();
		}

		@Override
		public long nanoTime() {
			return this.ticker.nanoTime();
		}

		@Override
		public void parkUntil(long deadline) {
			this.ticker.parkUntil(deadline);
		}

		@Override
		public Future<?> at(long deadline, Runnable task) {
			return this.ticker.at(deadline, task);
		}

		@Override
		public void elsewhere(Runnable task) {
			this.times++;
			task.run();
		}

		@Override
		public void close() {
			this.ticker.close();
		}

	}

}
