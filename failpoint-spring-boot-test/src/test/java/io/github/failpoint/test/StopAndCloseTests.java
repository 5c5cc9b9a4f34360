package io.github.failpoint.test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.test.app.Greetings;
import io.github.failpoint.test.app.KitApplication;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests that stop all failpoints, or close their registry.
 */
class StopAndCloseTests {

	private static final String THROW = "1*throw(IllegalStateException)";

	/**
	 * Two tests that run at the same time in one context.
	 */
	private static final CyclicBarrier STOPPED = new CyclicBarrier(2);

	private static final CountDownLatch REFUSED = new CountDownLatch(1);

	@Test
	void aStopLastsAsLongAsTheTest() {
		Engine.passes(StopCase.class, 4);
		Engine.passes(StopForEverybodyCase.class, 2);
		Engine.passes(PlainStopCase.class, 2);
	}

	@Test
	void aStopReachesNoTestBesideIt() {
		Engine.passesInParallel(4, ParallelStopCase.class, 80);
	}

	@Test
	void aStopByAThreadWithoutTheScopeIsUndoneAndFailsTheTest() {
		EngineExecutionResults results = Engine.run(ElsewhereCase.class);
		assertThat(Engine.failures(results.allEvents())).singleElement()
			.asString()
			.contains("All failpoints were stopped for everybody while this test ran, by thread \"elsewhere\" at",
					"ElsewhereCase");
		assertThat(results.testEvents().succeeded().stream().map(Engine::name)).containsExactly("b(Greetings)");
	}

	@Test
	void aTestThatFailsSinceAnotherStopsEverythingForEverybodyNamesIt() {
		EngineExecutionResults results = Engine.run(Engine.parallel(2), StoppingCase.class, VictimCase.class);
		assertThat(Engine.failures(results.allEvents())).singleElement().satisfies((failure) -> {
			assertThat(failure).isInstanceOf(SettingRefusedException.class);
			assertThat(failure.getSuppressed()).singleElement()
				.asString()
				.contains("All failpoints were stopped for everybody while this test ran, by "
						+ StoppingCase.class.getName() + ".test");
		});
	}

	@Test
	void closingTheRegistryFailsTheTestAndIsNamedInLaterOnes() {
		EngineExecutionResults results = Engine.run(CloseCase.class);
		String closed = "The failpoint registry was closed while this ran: " + CloseCase.class.getName() + ".b";
		List<Throwable> failures = Engine.failures(results.allEvents());
		assertThat(failures).hasSize(3);
		assertThat(failures.get(0)).isInstanceOf(AssertionError.class)
			.hasMessageContainingAll(closed, "no later test can enable anything there");
		assertThat(failures.subList(1, 3)).allSatisfy(
				(failure) -> assertThat(failure).isInstanceOf(SettingRefusedException.class).hasMessage(closed));
		assertThat(results.testEvents().succeeded().stream().map(Engine::name)).containsExactly("a(Greetings)",
				"e(Greetings)");
	}

	@Test
	void closingTheContextIsNoMistake() {
		Engine.passes(CloseContextCase.class, 2);
	}

	@Test
	void testsWithoutSpringGetAnotherRegistryAfterOneWasClosed() {
		EngineExecutionResults results = Engine.run(PlainCloseCase.class);
		assertThat(Engine.failures(results.allEvents())).singleElement()
			.asString()
			.contains("The failpoint registry was closed while this ran: " + PlainCloseCase.class.getName() + ".a");
		assertThat(results.testEvents().succeeded().stream().map(Event::getTestDescriptor)).hasSize(1);
	}

	@SpringBootTest(classes = KitApplication.class,
			properties = { "management.endpoints.web.exposure.include=failpoints",
					"management.endpoint.failpoints.access=unrestricted", "failpoint.points.[names.of]=return(Bob)" })
	@WithMockMvc
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class StopCase {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		@Autowired
		MockMvc mvc;

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void a() {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			assertThat(this.registry.stop()).containsExactly("greetings.greet", "names.of");
			assertStopped();
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void b() throws Exception {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			this.mvc.perform(delete("/actuator/failpoints?latch=true")).andExpect(status().isNoContent());
			assertStopped();
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW, visibility = FailpointVisibility.CONTEXT)
		void c() {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			this.registry.stop();
			assertStopped();
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = "1*off->" + THROW)
		void d() {
			assertThat(this.registry.isStopped()).isFalse();
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Bob");
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		}

		private void assertStopped() {
			assertThat(this.registry.isStopped()).isTrue();
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> this.registry.enable("greetings.greet", "off"));
		}

	}

	@SpringBootTest(classes = KitApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class StopForEverybodyCase {

		@Test
		void a(@Autowired FailpointRegistry registry) {
			registry.enable("greetings.greet", "off");
			registry.stop("Incident");
			assertThat(registry.isStopped()).isTrue();
		}

		@Test
		void b(@Autowired FailpointRegistry registry) {
			assertThat(registry.isStopped()).isFalse();
			registry.enable("greetings.greet", "off");
			assertThat(failpoint("greetings.greet")).isEnabled();
		}

	}

	@ExtendsFailpoints
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class PlainStopCase {

		private final FailpointRegistry registry;

		PlainStopCase(FailpointRegistry registry) {
			this.registry = registry;
		}

		@Test
		void a() {
			this.registry.stop();
			assertThat(this.registry.isStopped()).isTrue();
		}

		@Test
		@WithFailpoint(name = "plain.point", terms = "1*return")
		void b() {
			assertThat(this.registry.failpoint("plain.point").returnsEarly()).isTrue();
		}

	}

	@org.junit.jupiter.api.extension.ExtendWith(FailpointExtension.class)
	@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@interface ExtendsFailpoints {

	}

	@SpringBootTest(classes = KitApplication.class)
	@Execution(ExecutionMode.CONCURRENT)
	static class ParallelStopCase {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		@RepeatedTest(40)
		void stops() {
			this.registry.stop();
			assertThat(this.registry.isStopped()).isTrue();
		}

		@RepeatedTest(40)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void goesOn() {
			assertThat(this.registry.isStopped()).isFalse();
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			this.registry.enable("names.of", "1*return(Bob)");
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Bob");
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class ElsewhereCase {

		@Test
		void a(@Autowired FailpointRegistry registry) throws Exception {
			Thread elsewhere = new Thread(() -> registry.stop("Incident"), "elsewhere");
			elsewhere.start();
			elsewhere.join();
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void b(@Autowired Greetings greetings) {
			assertThatIllegalStateException().isThrownBy(() -> greetings.greet("Ada"));
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	static class StoppingCase {

		@Test
		@WithFailpoint(name = "greetings.greet", terms = "off", visibility = FailpointVisibility.CONTEXT,
				lenient = true)
		void test(@Autowired FailpointRegistry registry) throws Exception {
			registry.stop();
			STOPPED.await(50, TimeUnit.SECONDS);
			assertThat(REFUSED.await(50, TimeUnit.SECONDS)).isTrue();
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	static class VictimCase {

		@Test
		void test(@Autowired FailpointRegistry registry) throws Exception {
			STOPPED.await(50, TimeUnit.SECONDS);
			try {
				registry.enable("greetings.greet", "off");
			}
			finally {
				REFUSED.countDown();
			}
		}

	}

	@SpringBootTest(classes = KitApplication.class, properties = "kit.case=close")
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class CloseCase {

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void a(@Autowired Greetings greetings) {
			assertThatIllegalStateException().isThrownBy(() -> greetings.greet("Ada"));
		}

		@Test
		void b(@Autowired FailpointRegistry registry) {
			registry.close();
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void c() {
		}

		@Test
		void d(@Autowired FailpointRegistry registry) {
			registry.enable("greetings.greet", "off");
		}

		@Test
		void e(@Autowired Greetings greetings) {
			assertThat(greetings.greet("Ada")).isEqualTo("Hello Ada");
		}

	}

	@SpringBootTest(classes = KitApplication.class, properties = "kit.case=close-context")
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class CloseContextCase {

		@Test
		@DirtiesContext
		void a(@Autowired FailpointRegistry registry) {
			registry.enable("greetings.greet", "off");
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void b(@Autowired Greetings greetings) {
			assertThatIllegalStateException().isThrownBy(() -> greetings.greet("Ada"));
		}

	}

	@ExtendsFailpoints
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class PlainCloseCase {

		@Test
		void a(FailpointRegistry registry) {
			registry.close();
		}

		@Test
		@WithFailpoint(name = "plain.point", terms = "1*return")
		void b(FailpointRegistry registry) {
			assertThat(registry.failpoint("plain.point").returnsEarly()).isTrue();
			assertThat(registry.status("plain.point").map(FailpointStatus::state))
				.contains(FailpointStatus.State.EXHAUSTED);
		}

	}

}
