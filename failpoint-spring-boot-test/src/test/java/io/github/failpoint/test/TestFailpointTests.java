package io.github.failpoint.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.Failpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TestFailpoint} and {@link FailpointAssert}.
 */
@ExtendWith(FailpointExtension.class)
class TestFailpointTests {

	private static final FailpointHandle POINT = Failpoints.failpoint("handle.point");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdown();
	}

	@Test
	@WithFailpoint(name = "handle.point", terms = "3*pause->off")
	void drivesThreadsThroughAnOrder() {
		CompletableFuture<?> first = reach();
		failpoint("handle.point").awaitWaiting(1);
		CompletableFuture<?> second = reach();
		failpoint("handle.point").awaitWaiting(2).awaitTriggers(2).awaitEvaluations(2).release(1);
		assertThat(first).succeedsWithin(10, TimeUnit.MINUTES);
		assertThat(second).isNotDone();
		assertThat(failpoint("handle.point")).hasWaiting(1).wasTriggered(2).wasTriggeredBy("handle").isEnabled();
		CompletableFuture<?> third = reach();
		failpoint("handle.point").awaitWaiting(2).releaseAll();
		assertThat(CompletableFuture.allOf(second, third)).succeedsWithin(10, TimeUnit.MINUTES);
		POINT.hit();
		assertThat(failpoint("handle.point")).wasTriggered(3).wasEvaluated(4);
	}

	@Test
	@WithFailpoint(name = "handle.point", terms = "1*sleep(1h)->pause")
	void doesNotTakeASleeperForOneThatItCanLetGo() {
		CompletableFuture<?> sleeper = reach();
		failpoint("handle.point").awaitWaiting(1);
		CompletableFuture<?> first = reach();
		failpoint("handle.point").awaitWaiting(2);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> failpoint("handle.point").within(Duration.ofMillis(20)).release(2))
			.withMessageContainingAll("Waiting until failpoint \"handle.point\" let 2 go from a pause: not within 20ms",
					"waiting 1", "waiting there:", "io.github.failpoint.test.TestFailpointTests.hit");
		assertThat(first).succeedsWithin(10, TimeUnit.MINUTES);
		CompletableFuture<?> others = CompletableFuture.allOf(reach(), reach());
		failpoint("handle.point").release(2);
		assertThat(others).succeedsWithin(10, TimeUnit.MINUTES);
		assertThat(sleeper).isNotDone();
	}

	private CompletableFuture<?> reach() {
		return CompletableFuture.runAsync(FailpointScope.current().wrap((Runnable) this::hit), this.threads);
	}

	private void hit() {
		POINT.hit();
	}

	@Test
	@WithFailpoint(name = "handle.point", terms = "1*pause")
	void showsTheStatusAndTheStacksOfWhoWaits() {
		reach();
		failpoint("handle.point").awaitWaiting(1);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> failpoint("handle.point").within(Duration.ofMillis(1)).awaitTriggers(2))
			.withMessageContainingAll("Waiting until failpoint \"handle.point\" was triggered 2 times: not within 1ms",
					"\"handle.point\" exhausted \"1*pause\", evaluated 1, triggered 1, waiting 1", "waiting there:",
					"\"pool-", "io.github.failpoint.test.TestFailpointTests.hit",
					"java.util.concurrent.CompletableFuture");
	}

	@Test
	void doesNotWaitForWhatIsDisabled() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> failpoint("handle.point").awaitWaiting(1))
			.withMessageContaining("it is disabled");
	}

	@Test
	void suggestsTheNameThatIsMeant() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> failpoint("handle.poind").status())
			.withMessage("No failpoint \"handle.poind\" is declared or enabled; did you mean \"handle.point\"?");
	}

	@Test
	void aMisspeltNameWasNotNotTriggered() {
		Stream
			.<Consumer<FailpointAssert>>of(FailpointAssert::wasNotTriggered, FailpointAssert::wasTriggered,
					(failpoint) -> failpoint.wasTriggered(0), (failpoint) -> failpoint.wasTriggeredBy("handle"))
			.forEach((assertion) -> assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertion.accept(assertThat(failpoint("handle.poind"))))
				.withMessageContaining("did you mean \"handle.point\"?"));
	}

	@Test
	void anInterruptEndsTheWait(FailpointRegistry registry) {
		registry.enable("handle.point", "pause");
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> failpoint("handle.point").awaitWaiting(1))
			.withMessageContaining("Interrupted while waiting until failpoint \"handle.point\" has 1 waiting");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void eachAssertionCanFail(FailpointRegistry registry) {
		registry.enable("handle.point", "1*print(x)->off");
		fails("to be disabled", () -> assertThat(failpoint("handle.point")).isDisabled());
		fails("to be exhausted", () -> assertThat(failpoint("handle.point")).isExhausted());
		fails("to have been triggered", () -> assertThat(failpoint("handle.point")).wasTriggered());
		fails("to have been triggered 1 times", () -> assertThat(failpoint("handle.point")).wasTriggered(1));
		fails("to have been evaluated 1 times", () -> assertThat(failpoint("handle.point")).wasEvaluated(1));
		fails("to have 1 waiting", () -> assertThat(failpoint("handle.point")).hasWaiting(1));
		fails("to have been triggered by handle but it was by []",
				() -> assertThat(failpoint("handle.point")).wasTriggeredBy("handle"));
		assertThat(failpoint("handle.point")).isEnabled().wasNotTriggered();
		POINT.hit();
		fails("not to have been triggered", () -> assertThat(failpoint("handle.point")).wasNotTriggered());
		fails("by [handle]", () -> assertThat(failpoint("handle.point")).wasTriggeredBy("hand"));
		registry.disable("handle.point");
		fails("to be enabled", () -> assertThat(failpoint("handle.point")).isEnabled());
		assertThat(failpoint("handle.point")).isDisabled().wasTriggered(1);
	}

	private static void fails(String expectation, Runnable assertion) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.withMessageContainingAll("Expecting", "\"handle.point\"", expectation);
	}

	@Test
	void aSeedComesFromThePropertyOrTheVariable() {
		assertThat(List.of(TestSeed.of("1", "2"), TestSeed.of(" ", " 2 "))).containsExactly(1L, 2L);
		assertThat(TestSeed.of(null, null)).isNotEqualTo(TestSeed.of(null, null));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> TestSeed.of("x", null))
			.withMessage("'failpoint.test.seed' must be a whole number but is \"x\"");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> TestSeed.of(null, "0x"))
			.withMessageContaining("FAILPOINT_TEST_SEED");
	}

	@Test
	void patienceComesFromTheProperty() {
		assertThat(List.of(Patience.of(null), Patience.of(" "), Patience.of("10m")))
			.containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(10));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Patience.of("long"))
			.withMessage("'failpoint.test.patience' must be a duration such as 30s or 10m but is \"long\"");
	}

}
