package io.github.failpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

import io.github.failpoint.FailpointStatus.Reason;
import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FailpointLimits}.
 */
class FailpointLimitsTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	private static final EnableOptions REQUEST = EnableOptions.source(FailpointSource.ENDPOINT);

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final Callers callers = new Callers();

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1001ms)", "sleep(0ms..2s)", "delay(2s)", "pause", "pause(2s)", "off->pause" })
	void aLongerWaitIsRefused(String terms) {
		FailpointRegistry registry = registry((limits) -> limits.withMaxWait(Duration.ofSeconds(1)));
		assertRefused(registry, "p", terms, "'failpoint.limits.max-wait' is 1s, and "
				+ Terms.of(terms).terms().get(Terms.of(terms).terms().size() - 1) + " may wait longer");
		registry.enable("p", "sleep(1s)->pause(1s)->delay(0ms..1s)", REQUEST);
	}

	@ParameterizedTest
	@CsvSource({ "panic, 100", "10.001%panic, 10.001", "10%panic->1%panic, 10.9", "1*5%panic->6%panic, 10.7",
			"1*50%off->11%panic, 11" })
	void aHigherProbabilityIsRefused(String terms, String percent) {
		FailpointRegistry registry = registry((limits) -> limits.withMaxProbability(10));
		assertRefused(registry, "p", terms, "'failpoint.limits.max-probability' is 10%, and these terms may act in "
				+ percent + "% of all evaluations");
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "10%panic", "5%panic->5%panic", "90%off->panic", "1*off->10%panic" })
	void aProbabilityUpToTheHighestIsTaken(String terms) {
		registry((limits) -> limits.withMaxProbability(10)).enable("p", terms, REQUEST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1S", "P999999D" })
	void theLongestWaitMakesSense(Duration maxWait) {
		assertThatIllegalArgumentException().isThrownBy(() -> FailpointLimits.none().withMaxWait(maxWait))
			.withMessageStartingWith("'maxWait' must ");
		assertThat(FailpointLimits.none().withMaxWait(Duration.ZERO).maxWait()).isZero();
	}

	@Test
	void otherNamesAreRefused() {
		FailpointRegistry registry = registry((limits) -> limits.withNames(Set.of("orders.*", "stock", "*/a*b")));
		List.of("orders.commit", "orders.", "stock", "x/y/ab", "x/acb")
			.forEach((name) -> registry.enable(name, "off", REQUEST));
		for (String name : List.of("ordersX", "stocks", "payments.charge", "x/abc")) {
			assertRefused(registry, name, "off",
					"'failpoint.limits.names' allows only \"*/a*b\", \"orders.*\", \"stock\"");
		}
	}

	@Test
	void otherActionsAreRefused() {
		FailpointRegistry registry = registry((limits) -> limits.withActions(Set.of("sleep", "off")));
		registry.enable("p", "1*off->sleep(1s)", REQUEST);
		assertRefused(registry, "p", "sleep(1s)->panic",
				"'failpoint.limits.actions' allows only off, sleep, not panic");
	}

	@Test
	void aHigherCountIsRefused() {
		FailpointRegistry registry = registry((limits) -> limits.withMaxTriggers(5));
		registry.enable("p", "100*off->5*panic", REQUEST);
		assertRefused(registry, "p", "6*panic", "'failpoint.limits.max-triggers' is 5, and 6*panic acts more often");
	}

	@Test
	void aSettingActsNoMoreThanItsNumberOfTriggers() {
		FailpointRegistry registry = registry((limits) -> limits.withMaxTriggers(2));
		registry.enable("p", "return", REQUEST);
		assertThat(returned(registry, 5)).isEqualTo(2);
		FailpointStatus status = status(registry);
		assertThat(status.triggers()).isEqualTo(2);
		assertThat(status.evaluations()).isEqualTo(5);
		assertThat(status.suppressed()).isEqualTo(Map.of(Reason.LIMITED, 3L));
		registry.enable("p", "return", REQUEST);
		assertThat(returned(registry, 5)).isEqualTo(2);
	}

	@Test
	void aFailpointActsNoMoreInAMinuteWhateverItsSettings() {
		FailpointRegistry registry = registry((limits) -> limits.withMaxTriggersPerMinute(3));
		registry.enable("p", "return", REQUEST);
		assertThat(returned(registry, 2)).isEqualTo(2);
		registry.enable("p", "return", REQUEST);
		assertThat(returned(registry, 5)).isOne();
		this.ticker.advance(Duration.ofSeconds(59));
		assertThat(returned(registry, 1)).isZero();
		assertThat(status(registry).suppressed()).isEqualTo(Map.of(Reason.LIMITED, 5L));
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(returned(registry, 5)).isEqualTo(3);
	}

	@Test
	void moreCallersThanMayWaitGoOn() throws InterruptedException {
		FailpointRegistry registry = registry((limits) -> limits.withMaxWaiting(2));
		FailpointHandle handle = registry.failpoint("p");
		registry.enable("p", "pause", REQUEST);
		Semaphore gone = new Semaphore(0);
		List<Future<?>> waiters = this.callers.run(2, () -> {
			handle.hit();
			gone.release();
		});
		Callers.awaitWaiting(registry, "p", 2);
		handle.hit();
		assertThat(status(registry).triggers()).isEqualTo(2);
		assertThat(status(registry).suppressed()).isEqualTo(Map.of(Reason.LIMITED, 1L));
		registry.release("p", 1);
		gone.acquire();
		Future<?> another = this.callers.run(handle::hit);
		Callers.awaitWaiting(registry, "p", 2);
		registry.disable("p");
		Callers.join(waiters);
		Callers.get(another);
	}

	@Test
	void moreCallersThanMayWaitInAllFailpointsGoOn() throws InterruptedException {
		FailpointRegistry registry = registry((limits) -> limits.withMaxWaitingInAll(1));
		FailpointHandle other = registry.failpoint("q");
		registry.enableAll(Terms.parseAll("p=pause;q=pause"), REQUEST);
		Future<?> waiter = this.callers.run(other::hit);
		Callers.awaitWaiting(registry, "q", 1);
		registry.failpoint("p").hit();
		assertThat(status(registry).notTriggered()).isEqualTo(Reason.LIMITED);
		registry.disable("q");
		Callers.get(waiter);
		Future<?> next = this.callers.run(registry.failpoint("p")::hit);
		assertThat(registry.awaitWaiting("p", 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		registry.disable("p");
		Callers.get(next);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pause", "sleep(1m)" })
	void callersWithoutAThreadNeedAPlaceToo(String terms) {
		FailpointRegistry registry = registry((limits) -> limits.withMaxWaiting(2));
		registry.enable("p", terms, REQUEST);
		CompletableFuture<String> first = callAsync(registry, "p");
		CompletableFuture<String> second = callAsync(registry, "p");
		assertThat(callAsync(registry, "p")).isCompletedWithValue("done");
		assertThat(status(registry).waiting()).isEqualTo(2);
		assertThat(status(registry).suppressed()).isEqualTo(Map.of(Reason.LIMITED, 1L));
		first.cancel(false);
		CompletableFuture<String> third = callAsync(registry, "p");
		assertThat(third).as("in the place of one that was cancelled").isNotDone();
		this.ticker.advance(Duration.ofMinutes(1));
		registry.release("p", 2);
		assertThat(List.of(second, third)).allSatisfy((call) -> assertThat(call).succeedsWithin(TIMEOUT));
		CompletableFuture<String> fourth = callAsync(registry, "p");
		assertThat(fourth).as("in the place of one whose wait was over").isNotDone();
		registry.disable("p");
		assertThat(fourth).succeedsWithin(TIMEOUT);
	}

	@Test
	void callersWithoutAThreadTakePlacesOfAllFailpoints() {
		FailpointRegistry registry = registry((limits) -> limits.withMaxWaitingInAll(1));
		registry.enableAll(Terms.parseAll("p=pause;q=pause"), REQUEST);
		CompletableFuture<String> waiter = callAsync(registry, "q");
		registry.failpoint("p").hit();
		assertThat(callAsync(registry, "p")).isCompletedWithValue("done");
		registry.disable("q");
		assertThat(waiter).succeedsWithin(TIMEOUT);
		assertThat(callAsync(registry, "p")).isNotDone();
	}

	@ParameterizedTest
	@ValueSource(strings = { "panic", "return(early)", "sleep(1h)", "delay(0)" })
	void callersWithoutAThreadSpendOfTheMinute(String terms) {
		FailpointRegistry registry = registry((limits) -> limits.withMaxTriggersPerMinute(1));
		registry.enable("p", terms, REQUEST);
		callAsync(registry, "p").cancel(false);
		assertThat(callAsync(registry, "p")).isCompletedWithValue("done");
		this.ticker.advance(Duration.ofMinutes(1));
		callAsync(registry, "p");
		assertThat(status(registry).triggers()).isEqualTo(2);
		assertThat(status(registry).suppressed()).isEqualTo(Map.of(Reason.LIMITED, 1L));
	}

	@Test
	void actionsThatDoNotWaitNeedNoPlace() {
		FailpointRegistry registry = registry((limits) -> limits.withMaxWaiting(0).withMaxWaitingInAll(0));
		registry.enable("p", "return", REQUEST);
		assertThat(returned(registry, 3)).isEqualTo(3);
		registry.enable("p", "sleep(1h)", REQUEST);
		registry.failpoint("p").hit();
		assertThat(status(registry).suppressed()).isEqualTo(Map.of(Reason.LIMITED, 1L));
	}

	@ParameterizedTest
	@EnumSource
	void bindWhatComesFromOutside(FailpointSource source) {
		FailpointRegistry registry = registry((limits) -> limits.withMaxTriggers(1)
			.withMaxWaiting(0)
			.withNames(Set.of("p"))
			.withActions(Set.of("return", "sleep")));
		EnableOptions options = EnableOptions.source(source);
		registry.enable("p", "return", options);
		assertThat(returned(registry, 2)).isEqualTo(source.isOutside() ? 1 : 2);
		if (source.isOutside()) {
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("q", "off", options));
		}
		else {
			registry.enable("q", "off", options);
		}
	}

	@Test
	void aRequestExitsOnlyIfTheLimitsNameIt() {
		FailpointPolicy policy = FailpointPolicy.defaults().withAllowDestructive(true);
		try (FailpointRegistry registry = new FailpointRegistry(policy)) {
			registry.enable("p", "exit");
			registry.enable("p", "exit", EnableOptions.source(FailpointSource.PROPERTIES));
			assertRefused(registry, "p", "exit",
					"a request may use 'exit' only if 'failpoint.limits.actions' names it");
		}
		FailpointLimits limits = FailpointLimits.none().withActions(Set.of("exit"));
		try (FailpointRegistry registry = new FailpointRegistry(policy.withLimits(limits))) {
			registry.enable("p", "exit", REQUEST);
		}
		try (FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults().withLimits(limits))) {
			assertRefused(registry, "p", "exit", "'exit' needs 'failpoint.allow-destructive=true'");
		}
	}

	@Test
	void wrongLimitsAreRefused() {
		FailpointLimits none = FailpointLimits.none();
		assertThatIllegalArgumentException().isThrownBy(() -> none.withMaxTriggers(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> none.withMaxTriggersPerMinute(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> none.withMaxWaiting(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> none.withMaxWaitingInAll(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> none.withMaxProbability(100.1));
		assertThatIllegalArgumentException().isThrownBy(() -> none.withMaxProbability(Double.NaN));
	}

	private FailpointRegistry registry(UnaryOperator<FailpointLimits> limits) {
		FailpointPolicy policy = FailpointPolicy.defaults().withLimits(limits.apply(FailpointLimits.none()));
		return new FailpointRegistry(policy, Conversion.NO_OTHERS, this.ticker);
	}

	private static int returned(FailpointRegistry registry, int times) {
		FailpointHandle handle = registry.failpoint("p");
		int returned = 0;
		for (int i = 0; i < times; i++) {
			returned += handle.returnsEarly() ? 1 : 0;
		}
		return returned;
	}

	private static CompletableFuture<String> callAsync(FailpointRegistry registry, String name) {
		return registry.failpoint(name)
			.evaluateAsync(String.class, () -> CompletableFuture.completedFuture("done"))
			.toCompletableFuture();
	}

	private static void assertRefused(FailpointRegistry registry, String name, String terms, String reason) {
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> registry.enable(name, terms, REQUEST))
			.withMessage("Failpoint \"" + name + "\" cannot be set to \"" + terms + "\": " + reason);
	}

	private static FailpointStatus status(FailpointRegistry registry) {
		return registry.status("p").orElseThrow();
	}

}
