package io.github.failpoint.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.Failpoints;
import io.github.failpoint.UnreachableSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link FailpointExtension}, and for what a session does whoever opens it.
 */
class FailpointExtensionTests {

	private static final FailpointHandle POINT = Failpoints.failpoint("kit.point");

	private static final FailpointHandle OTHER = Failpoints.failpoint("kit.other");

	private static final String THROW = "1*throw(IllegalStateException)";

	@AfterEach
	void leavesNothingBehind() {
		assertThat(FailpointSession.current()).isNull();
		assertThat(FailpointScope.current()).isNull();
		POINT.hit();
		OTHER.hit();
	}

	private static int reach(FailpointHandle handle) {
		return handle.<Integer, RuntimeException>evaluate(Integer.class, () -> 0);
	}

	@Test
	void enablesForTheMethodAndNotForWhatStandsAroundIt() {
		Engine.passes(AroundCase.class, 1);
	}

	@Test
	void addsUpAndLetsTheNearerOneWin() {
		Engine.passes(NearerCase.class, 4);
	}

	@Test
	void canBeAMetaAnnotation() {
		Engine.passes(MetaCase.class, 1);
	}

	@Test
	void handsOutARegistryWhoseCallsAreOfTheTest() {
		Engine.passes(RegistryCase.class, 4);
	}

	@Test
	void sharesOneInstanceOfAClass() {
		Engine.passes(PerClassCase.class, 2);
	}

	@Test
	void eachInvocationHasItsOwnSetting() {
		Engine.passes(InvocationsCase.class, 5);
	}

	@Test
	void dynamicTestsShareTheSettingOfTheirFactory() {
		Engine.passes(DynamicCase.class, 3);
		EngineExecutionResults results = Engine.run(Engine.parallel(4), DynamicCase.class);
		assertThat(Engine.failures(results.allEvents())).isEmpty();
	}

	@Test
	void failsATestWhoseFaultNeverFired() {
		assertThat(Engine.failure(VacuousCase.class)).isInstanceOf(AssertionError.class)
			.hasMessageContainingAll("Failpoint \"kit.point\" was set to \"" + THROW + "\" by the test, but",
					"it was never triggered. It was evaluated 0 times", "1. the method was called by its own object",
					"2. it was reached by another thread", "3. the condition", "lenient = true")
			.hasMessageNotContainingAny("misspelt", "did you mean");
	}

	@Test
	void failsATestThatLeavesACount() {
		assertThat(Engine.failure(LeftOverCase.class))
			.hasMessageContainingAll("\"1*throw(java.lang.IllegalStateException)\" was left", "It was evaluated once");
	}

	@Test
	void failsATestWithAnUnknownName() {
		assertThat(Engine.failure(UnknownCase.class)).hasMessageContainingAll(
				"nobody has declared this name; did you mean \"kit.point\"", "there is no Spring context in this test");
	}

	@Test
	void failsATestWithANameThatIsNeverReached() {
		assertThat(Engine.failure(UnreachableCase.class))
			.hasMessageContainingAll("nobody has declared this name: Till.pay() never reaches it, since it is private")
			.hasMessageNotContaining("did you mean");
	}

	@Test
	void tellsOfPlacesThatNeverReachIt() {
		assertThat(Engine.failure(PartlyUnreachableCase.class)).hasMessageContainingAll("It was evaluated 0 times",
				"1. Till.count() never reaches it, since it is private", "2. the method was called by its own object");
	}

	@Test
	void tellsOfThreadsThatDoNotCarryTheScope() {
		assertThat(Engine.failure(PreemptiveCase.class)).hasMessageContainingAll(
				"It was evaluated 0 times, and once by threads that do not carry the scope",
				"1. it was reached by another thread");
	}

	@Test
	void leavesAloneWhatMayPassByOrIsLenient() {
		Engine.passes(ContentCase.class, 5);
	}

	@Test
	void keepsTheFailureOfATestAndAddsItsReport() {
		Throwable failure = Engine.failure(FailingCase.class);
		assertThat(failure).hasMessage("something else");
		assertThat(failure.getSuppressed()).singleElement()
			.asString()
			.contains("never triggered", "Failpoints of " + FailingCase.class.getName() + ".test",
					"\"kit.point\" enabled", "repeat with: ./mvnw test -Dfailpoint.test.seed=",
					"-Dtest=" + FailingCase.class.getName() + "#test");
	}

	@Test
	void saysNothingOfAnAbortedTest() {
		EngineExecutionResults results = Engine.run(AbortedCase.class);
		assertThat(results.testEvents().aborted().count()).isOne();
		assertThat(Engine.failures(results.allEvents())).isEmpty();
	}

	@Test
	void namesWrongTermsAndWhereTheyStand() {
		assertThat(Engine.failure(WrongTermsCase.class)).hasMessageContainingAll("@WithFailpoint(name = \"kit.point\")",
				"WrongTermsCase.test()", "5*", "^");
	}

	@Test
	void refusesANameThatIsGivenTwice() {
		assertThat(Engine.failure(TwiceCase.class)).hasMessageContainingAll("@WithFailpoint(name = \"kit.point\")",
				"is given twice on", "TwiceCase.test()");
	}

	@Test
	void reportsAndUndoesAChangeFromElsewhere() {
		assertThat(Engine.failure(LeakingCase.class)).hasMessageContainingAll(
				"Failpoint \"kit.point\" was changed for everybody while this test ran, by thread \"leaking\"",
				"LeakingCase.lambda", "It has been changed back");
		assertThat(LeakingCase.after).containsExactly(FailpointStatus.State.DISABLED);
	}

	@Test
	void carriesTheScopeToTheThreadOfATimeout() {
		Engine.passes(TimeoutCase.class, 1);
	}

	@Test
	void releasesWhoWaitsWhenATestTimesOut() throws InterruptedException {
		Throwable failure = Engine.failure(StuckCase.class);
		assertThat(failure.getClass().getName()).contains("TimeoutException");
		assertThat(StuckCase.helper.await(10, TimeUnit.MINUTES)).isTrue();
	}

	@Test
	void letsATestGoThatNobodyCanRelease() {
		System.setProperty(Patience.PROPERTY, "0.01s");
		try {
			for (Class<?> type : List.of(OwnPauseCase.class, OwnPauseForEverybodyCase.class,
					OwnPauseInScopeCase.class)) {
				assertThat(Engine.failure(type)).hasMessageContainingAll("The thread of the test, \"",
						"has waited for 10ms in a 'pause' of failpoint \"kit.point\" at", type.getName() + ".test",
						"FailpointScope.current().wrap(task)");
			}
			Engine.passes(LimitedPauseCase.class, 1);
		}
		finally {
			System.clearProperty(Patience.PROPERTY);
		}
	}

	@Test
	void repeatsChanceBySeed() {
		ChanceCase.draws.clear();
		Engine.passes(ChanceCase.class, 10);
		assertThat(ChanceCase.draws).hasSize(10);
		assertThat(ChanceCase.draws.stream().distinct()).as("but for what the annotation fixes").hasSize(9);
		ChanceCase.draws.clear();
		System.setProperty(TestSeed.PROPERTY, "42");
		try {
			Engine.passes(ChanceCase.class, 10);
		}
		finally {
			System.clearProperty(TestSeed.PROPERTY);
		}
		assertThat(ChanceCase.draws.stream().distinct()).as("by annotation, by hand, and fixed").hasSize(3);
	}

	@Test
	void testsInParallelSeeTheirOwnSettingsOnly() {
		for (int workers : new int[] { 2, 8 }) {
			EngineExecutionResults results = Engine.run(Engine.parallel(workers), ParallelCase.class);
			assertThat(Engine.failures(results.allEvents())).isEmpty();
			assertThat(results.testEvents().succeeded().count()).isEqualTo(200);
		}
	}

	@Test
	void testsForEverybodyExcludeOneAnotherAndOthersDoNotSeeThem() {
		EngineExecutionResults results = Engine.run(Engine.parallel(4), EverybodyCase.class);
		assertThat(Engine.failures(results.allEvents())).isEmpty();
		assertThat(results.testEvents().succeeded().count()).isEqualTo(60);
	}

	@Test
	void testsAtTheSameTimeSeeTheirOwnSettingsBesideOneForEverybody() {
		Engine.passesInParallel(3, TogetherCase.class, 3);
	}

	@Test
	void aWorkerThatWaitsInATestMayRunAnotherOne() {
		Engine.passesInParallel(1, HelpingCase.class, 2);
		assertThat(HelpingCase.deepest).as("tests at once on one worker").hasValue(2);
	}

	@Test
	void refusesATestThatWouldWaitForTheOneThatWaitsForIt() {
		EngineExecutionResults results = Engine.run(Engine.parallel(1), HelpingForEverybodyCase.class);
		assertThat(results.testEvents().succeeded().count()).isOne();
		assertThat(Engine.failures(results.allEvents())).singleElement()
			.asString()
			.contains("This thread runs a test within " + HelpingForEverybodyCase.class.getName() + ".",
					"has the failpoints of the same context",
					"junit.jupiter.execution.parallel.config.executor-service");
	}

	@Test
	void aHandleNeedsATest() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> failpoint("kit.point"))
			.withMessageContaining("@WithFailpoint");
	}

	static class AroundCase {

		@BeforeEach
		@AfterEach
		void around() {
			POINT.hit();
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = THROW)
		void test() {
			assertThatIllegalStateException().isThrownBy(POINT::hit);
			POINT.hit();
		}

	}

	@WithFailpoint(name = "kit.point", terms = "return(1)")
	static class FarCase {

	}

	@WithFailpoint(name = "kit.other", terms = "return(1)")
	static class NearerCase extends FarCase {

		@Test
		void ofClassAndSuperclass() {
			assertThat(List.of(reach(POINT), reach(OTHER))).containsExactly(1, 1);
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "return(2)")
		void ofMethod() {
			assertThat(List.of(reach(POINT), reach(OTHER))).containsExactly(2, 1);
		}

		@Nested
		@WithFailpoint(name = "kit.other", terms = "return(3)")
		class NestedCase {

			@Test
			void ofNestedClass() {
				assertThat(List.of(reach(POINT), reach(OTHER))).containsExactly(1, 3);
			}

			@Test
			@WithFailpoint(name = "kit.point", terms = "return(4)")
			@WithFailpoint(name = "kit.other", terms = "return(5)")
			void ofMethodInNestedClass() {
				assertThat(List.of(reach(POINT), reach(OTHER))).containsExactly(4, 5);
			}

		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@WithFailpoint(name = "kit.point", terms = THROW)
	@interface BrokenPoint {

	}

	static class MetaCase {

		@Test
		@BrokenPoint
		void test() {
			assertThatIllegalStateException().isThrownBy(POINT::hit);
		}

	}

	@ExtendWith(FailpointExtension.class)
	static class RegistryCase {

		private final FailpointRegistry registry;

		RegistryCase(FailpointRegistry registry) {
			this.registry = registry;
		}

		@BeforeEach
		void startsClean(FailpointRegistry registry) {
			assertThat(registry).isSameAs(this.registry);
			assertThat(registry.failpoints()).extracting(FailpointStatus::state)
				.containsOnly(FailpointStatus.State.DISABLED);
			registry.enable("kit.point", "return(7)");
		}

		@RepeatedTest(4)
		void test(FailpointRegistry registry) {
			assertThat(reach(POINT)).isEqualTo(7);
			registry.enable("kit.other", "return(8)");
			assertThat(reach(OTHER)).isEqualTo(8);
			registry.disable("kit.point");
			assertThat(reach(POINT)).isZero();
		}

	}

	@TestInstance(Lifecycle.PER_CLASS)
	@WithFailpoint(name = "kit.point", terms = THROW)
	static class PerClassCase {

		private final FailpointRegistry registry;

		PerClassCase(FailpointRegistry registry) {
			this.registry = registry;
		}

		@Test
		void first() {
			assertThatIllegalStateException().isThrownBy(POINT::hit);
		}

		@Test
		void second(FailpointRegistry registry) {
			assertThat(registry).isSameAs(this.registry);
			assertThatIllegalStateException().isThrownBy(POINT::hit);
		}

	}

	static class InvocationsCase {

		@ParameterizedTest
		@ValueSource(ints = { 1, 2 })
		@WithFailpoint(name = "kit.point", terms = THROW)
		void parameterised(int number) {
			assertThatIllegalStateException().isThrownBy(POINT::hit);
		}

		@RepeatedTest(3)
		@WithFailpoint(name = "kit.point", terms = THROW)
		void repeated() {
			assertThatIllegalStateException().isThrownBy(POINT::hit);
		}

	}

	static class DynamicCase {

		@TestFactory
		@WithFailpoint(name = "kit.point", terms = "3*throw(IllegalStateException)")
		Stream<DynamicTest> dynamic() {
			return IntStream.range(0, 3)
				.mapToObj((i) -> DynamicTest.dynamicTest("test " + i,
						() -> assertThatIllegalStateException().isThrownBy(POINT::hit)));
		}

	}

	static class VacuousCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = THROW)
		void test() {
			OTHER.hit();
		}

	}

	static class LeftOverCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "2*throw(java.lang.IllegalStateException)->off")
		void test() {
			assertThatIllegalStateException().isThrownBy(POINT::hit);
		}

	}

	static class UnknownCase {

		@Test
		@WithFailpoint(name = "kit.poimt", terms = THROW)
		void test() {
			POINT.hit();
		}

	}

	static class UnreachableCase {

		@Test
		@WithFailpoint(name = "till.pay", terms = THROW)
		void test(FailpointRegistry registry) {
			registry.declareUnreachable(new UnreachableSite("till.pay", "Till.pay()", "it is private"));
		}

	}

	static class PartlyUnreachableCase {

		@Test
		@WithFailpoint(name = "till.count", terms = THROW)
		void test(FailpointRegistry registry) {
			registry.failpoint("till.count");
			registry.declareUnreachable(new UnreachableSite("till.count", "Till.count()", "it is private"));
		}

	}

	static class PreemptiveCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = THROW)
		void test() {
			assertTimeoutPreemptively(Duration.ofSeconds(50), () -> POINT.hit());
		}

	}

	static class ContentCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "2*throw(IllegalStateException)", lenient = true)
		@WithFailpoint(name = "nobody.knows", terms = "off", lenient = true)
		void lenient() {
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "0.0000001%throw(IllegalStateException)")
		void chance() {
			POINT.hit();
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "off")
		void off() {
			POINT.hit();
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "2*return(1)")
		void changed(FailpointRegistry registry) {
			assertThat(reach(POINT)).isEqualTo(1);
			registry.enable("kit.point", "9*return(2)");
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "2*return(1)")
		void disabled(FailpointRegistry registry) {
			assertThat(reach(POINT)).isEqualTo(1);
			registry.disableAll();
		}

	}

	static class FailingCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "50%return(1)")
		void test() {
			throw new IllegalArgumentException("something else");
		}

	}

	static class AbortedCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = THROW)
		void test() {
			Assumptions.abort();
		}

	}

	static class WrongTermsCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "5*")
		void test() {
		}

	}

	static class TwiceCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = THROW)
		@WithFailpoint(name = "kit.point", terms = "off")
		void test() {
		}

	}

	@ExtendWith(FailpointExtension.class)
	static class LeakingCase {

		static final List<FailpointStatus.State> after = new ArrayList<>();

		@Test
		void test(FailpointRegistry registry) throws InterruptedException {
			Thread thread = new Thread(() -> registry.enable("kit.point", "pause"), "leaking");
			thread.start();
			thread.join();
		}

		@org.junit.jupiter.api.AfterAll
		static void look(FailpointRegistry registry) {
			after.add(registry.status("kit.point").orElseThrow().state());
		}

	}

	static class TimeoutCase {

		@BeforeEach
		@Timeout(value = 50, threadMode = ThreadMode.SEPARATE_THREAD)
		void before(FailpointRegistry registry) {
			registry.enable("kit.other", "return(1)");
		}

		@Test
		@Timeout(value = 50, threadMode = ThreadMode.SEPARATE_THREAD)
		@WithFailpoint(name = "kit.point", terms = THROW)
		void test() {
			assertThat(reach(OTHER)).isEqualTo(1);
			assertThatIllegalStateException().isThrownBy(POINT::hit);
			assertThat(failpoint("kit.point")).isExhausted();
		}

	}

	static class StuckCase {

		static final CountDownLatch helper = new CountDownLatch(1);

		@Test
		@Timeout(value = 1, unit = TimeUnit.MILLISECONDS)
		@WithFailpoint(name = "kit.point", terms = "pause", lenient = true)
		void test() {
			new Thread(FailpointScope.current().wrap(() -> {
				POINT.hit();
				helper.countDown();
			})).start();
			POINT.hit();
		}

	}

	static class OwnPauseCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "pause")
		void test() {
			POINT.hit();
			POINT.hit();
		}

	}

	static class OwnPauseForEverybodyCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "pause", visibility = FailpointVisibility.CONTEXT)
		void test() {
			POINT.hit();
		}

	}

	@ExtendWith(FailpointExtension.class)
	static class OwnPauseInScopeCase {

		@Test
		void test(FailpointRegistry registry) {
			try (FailpointScope scope = registry.openScope()) {
				scope.enable("kit.point", "pause");
				POINT.hit();
			}
		}

	}

	static class LimitedPauseCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "pause(50ms)")
		void test() {
			POINT.hit();
			assertThat(failpoint("kit.point")).isEnabled();
		}

	}

	@ExtendWith(FailpointExtension.class)
	static class ChanceCase {

		static final ConcurrentLinkedQueue<List<Integer>> draws = new ConcurrentLinkedQueue<>();

		@RepeatedTest(2)
		@WithFailpoint(name = "kit.point", terms = "50%return(1)")
		void drawn() {
			draw();
		}

		@RepeatedTest(2)
		@WithFailpoint(name = "kit.point", terms = "50%return(1)", visibility = FailpointVisibility.CONTEXT)
		void forEverybody() {
			draw();
		}

		@RepeatedTest(2)
		@WithFailpoint(name = "kit.point", terms = "50%return(1)", seed = 4711)
		void fixed() {
			draw();
		}

		@RepeatedTest(2)
		void byHand(FailpointRegistry registry) {
			registry.enable("kit.point", "50%return(1)");
			draw();
		}

		@RepeatedTest(2)
		@WithFailpoint(name = "kit.other", terms = "off", visibility = FailpointVisibility.CONTEXT, lenient = true)
		void byHandForEverybody(FailpointRegistry registry) {
			registry.enable("kit.point", "50%return(1)");
			draw();
		}

		private static void draw() {
			draws.add(IntStream.range(0, 64).map((i) -> reach(POINT)).boxed().toList());
		}

	}

	@ExtendWith(FailpointExtension.class)
	static class ParallelCase {

		@RepeatedTest(100)
		@WithFailpoint(name = "kit.point", terms = "20*return(1)")
		void one() {
			IntStream.range(0, 20).forEach((i) -> assertThat(reach(POINT)).isEqualTo(1));
		}

		@RepeatedTest(100)
		void two(FailpointRegistry registry) {
			assertThat(reach(POINT)).isZero();
			registry.enable("kit.point", "20*return(2)");
			IntStream.range(0, 20).forEach((i) -> assertThat(reach(POINT)).isEqualTo(2));
			assertThat(reach(POINT)).isZero();
		}

	}

	static class TogetherCase {

		private static final CyclicBarrier BARRIER = new CyclicBarrier(3);

		@Test
		@WithFailpoint(name = "kit.point", terms = "1*return(1)")
		void one() throws Exception {
			assertThat(reachTogether()).isEqualTo(1);
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "1*return(2)")
		void two() throws Exception {
			assertThat(reachTogether()).isEqualTo(2);
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "1*return(3)", visibility = FailpointVisibility.CONTEXT)
		void forEverybody() throws Exception {
			assertThat(reachTogether()).isEqualTo(3);
		}

		private static int reachTogether() throws Exception {
			BARRIER.await(10, TimeUnit.MINUTES);
			int reached = reach(POINT);
			BARRIER.await(10, TimeUnit.MINUTES);
			return reached;
		}

	}

	static class HelpingCase {

		static final AtomicInteger deepest = new AtomicInteger();

		private static final AtomicInteger depth = new AtomicInteger();

		@Test
		@WithFailpoint(name = "kit.point", terms = "2*return(1)")
		void one() {
			assertThat(reach(POINT)).isEqualTo(1);
			assertThat(reach(OTHER)).isZero();
			help();
			assertThat(reach(POINT)).isEqualTo(1);
			assertThat(failpoint("kit.point")).isExhausted();
		}

		@Test
		@WithFailpoint(name = "kit.other", terms = "2*return(2)")
		void two() {
			assertThat(reach(OTHER)).isEqualTo(2);
			assertThat(reach(POINT)).isZero();
			help();
			assertThat(reach(OTHER)).isEqualTo(2);
			assertThat(failpoint("kit.other")).isExhausted();
		}

		private static void help() {
			deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
			ForkJoinTask.helpQuiesce();
			depth.decrementAndGet();
		}

	}

	static class HelpingForEverybodyCase {

		@Test
		@WithFailpoint(name = "kit.point", terms = "1*return(1)", visibility = FailpointVisibility.CONTEXT)
		void one() {
			ForkJoinTask.helpQuiesce();
			assertThat(reach(POINT)).isEqualTo(1);
		}

		@Test
		@WithFailpoint(name = "kit.point", terms = "1*return(2)", visibility = FailpointVisibility.CONTEXT)
		void two() {
			ForkJoinTask.helpQuiesce();
			assertThat(reach(POINT)).isEqualTo(2);
		}

	}

	static class EverybodyCase {

		@RepeatedTest(20)
		@WithFailpoint(name = "kit.point", terms = "1*return(1)", visibility = FailpointVisibility.CONTEXT)
		void one() throws InterruptedException {
			assertThat(elsewhere()).isEqualTo(1);
		}

		@RepeatedTest(20)
		@WithFailpoint(name = "kit.point", terms = "1*return(2)", visibility = FailpointVisibility.CONTEXT)
		void two() throws InterruptedException {
			assertThat(elsewhere()).isEqualTo(2);
			assertThat(failpoint("kit.point")).wasTriggered(1).wasTriggeredBy("handle").isExhausted();
		}

		@RepeatedTest(20)
		@WithFailpoint(name = "kit.other", terms = "1*return(3)")
		void isolated() {
			assertThat(List.of(reach(POINT), reach(OTHER))).containsExactly(0, 3);
		}

		private static int elsewhere() throws InterruptedException {
			List<Integer> seen = new ArrayList<>();
			Thread thread = new Thread(() -> seen.add(reach(POINT)));
			thread.start();
			thread.join();
			return seen.get(0);
		}

	}

}
