package io.github.failpoint.test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.test.app.Greetings;
import io.github.failpoint.test.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.testng.IHookCallBack;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.testng.AbstractTestNGSpringContextTests;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FailpointTestExecutionListener} with another framework than JUnit.
 */
class TestNgTests {

	private static final long PATIENCE = 50_000;

	private static final String THROW = "1*throw(IllegalStateException)";

	@Test
	void givesTestsTheirFailpointsAndTakesThemBack() {
		passes(PassingCase.class, 3);
	}

	@Test
	void failsATestWhoseFaultNeverFired() {
		assertThat(failures(run(VacuousCase.class))).singleElement()
			.asString()
			.contains("Failpoint \"greetings.greet\" was set to \"" + THROW + "\" by the test, but",
					"a call should have come to io.github.failpoint.test.app.Greetings.greet(String)",
					"1. the method was called by its own object, past the proxy")
			.doesNotContain("repeat with", "seed");
	}

	@Test
	void addsItsReportToAFailure() {
		assertThat(failures(run(FailingCase.class))).singleElement().satisfies((failure) -> {
			assertThat(failure).hasMessage("something else");
			assertThat(failure.getSuppressed()).singleElement()
				.asString()
				.contains("Failpoints of " + FailingCase.class.getName() + ".test");
		});
	}

	@Test
	void carriesTheScopeToTheThreadOfATimeout() {
		passes(TimeoutCase.class, 33);
	}

	@Test
	void failsATestOnTheThreadOfATimeoutWhoseFaultNeverFired() {
		assertThat(failures(run(VacuousTimeoutCase.class))).singleElement()
			.asString()
			.contains("Failpoint \"greetings.greet\" was set to \"" + THROW
					+ "\" by the test, but it was never triggered");
	}

	@Test
	void aTestThatEndsAfterItsTimeoutHarmsNoOther() {
		TestListenerAdapter results = run(LateCase.class);
		assertThat(results.getConfigurationFailures()).isEmpty();
		assertThat(results.getFailedTests()).singleElement().extracting(ITestResult::getName).isEqualTo("endsLate");
		assertThat(results.getPassedTests()).hasSize(1);
	}

	@Test
	void saysThatATestRunsWhereItsScopeCannotBe() {
		assertThat(failures(run(StrayCase.class))).singleElement()
			.asString()
			.contains("@WithFailpoint cannot act in " + StrayCase.class.getName() + ".test", "on the thread \"stray\"");
	}

	private static void passes(Class<?> type, int tests) {
		TestListenerAdapter results = run(type);
		assertThat(results.getConfigurationFailures()).isEmpty();
		assertThat(failures(results)).isEmpty();
		assertThat(results.getPassedTests()).hasSize(tests);
		assertThat(FailpointSession.current()).isNull();
		assertThat(FailpointScope.current()).isNull();
	}

	private static TestListenerAdapter run(Class<?> type) {
		TestListenerAdapter results = new TestListenerAdapter();
		TestNG framework = new TestNG(false);
		framework.setVerbose(0);
		framework.setTestClasses(new Class<?>[] { type });
		framework.addListener(results);
		framework.run();
		return results;
	}

	private static List<Throwable> failures(TestListenerAdapter results) {
		return results.getFailedTests().stream().map(ITestResult::getThrowable).toList();
	}

	@SpringBootTest(classes = KitApplication.class)
	public static class PassingCase extends AbstractTestNGSpringContextTests {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		@BeforeMethod
		@AfterMethod
		public void around() {
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
		}

		@org.testng.annotations.Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void annotation() {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			assertThat(failpoint("greetings.greet")).wasTriggered(1).isExhausted();
		}

		@org.testng.annotations.Test(invocationCount = 2)
		public void registry() {
			this.registry.enable("greetings.greet", "1*return(own)->off");
			assertThat(this.greetings.greet("Ada")).isEqualTo("own");
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	public static class VacuousCase extends AbstractTestNGSpringContextTests {

		@Autowired
		Greetings greetings;

		@org.testng.annotations.Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void test() {
			this.greetings.greetPastTheProxy("Ada");
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	public static class FailingCase extends AbstractTestNGSpringContextTests {

		@org.testng.annotations.Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void test() {
			throw new IllegalArgumentException("something else");
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	public static class TimeoutCase extends AbstractTestNGSpringContextTests {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		@DataProvider(parallel = true)
		Object[][] names() {
			return IntStream.range(0, 10).mapToObj((i) -> new Object[] { "name" + i }).toArray(Object[][]::new);
		}

		@BeforeMethod
		@AfterMethod
		public void around() {
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
		}

		@org.testng.annotations.Test(timeOut = PATIENCE)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void timeOut() {
			fails("Ada");
		}

		@org.testng.annotations.Test(invocationTimeOut = PATIENCE, invocationCount = 2)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void invocationTimeOut() {
			fails("Ada");
		}

		@org.testng.annotations.Test(timeOut = PATIENCE)
		public void registry() {
			this.registry.enable("greetings.greet", "1*return(own)->off");
			assertThat(this.greetings.greet("Ada")).isEqualTo("own");
		}

		@org.testng.annotations.Test(timeOut = PATIENCE, invocationCount = 10, threadPoolSize = 5)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void pool() {
			fails("Ada");
		}

		@org.testng.annotations.Test(timeOut = PATIENCE, dataProvider = "names")
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void parallelDataAndTimeOut(String name) {
			fails(name);
		}

		@org.testng.annotations.Test(dataProvider = "names")
		public void parallelData(String name) {
			this.registry.enable("greetings.greet", "1*return(" + name + ")");
			assertThat(this.greetings.greet("Ada")).isEqualTo(name);
		}

		private void fails(String name) {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet(name));
			assertThat(failpoint("greetings.greet")).wasTriggered(1).isExhausted();
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	public static class VacuousTimeoutCase extends AbstractTestNGSpringContextTests {

		@Autowired
		Greetings greetings;

		@org.testng.annotations.Test(timeOut = PATIENCE)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void test() {
			this.greetings.greetPastTheProxy("Ada");
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	@WithFailpoint(name = "greetings.greet", terms = "1*pause->1*return(paused)",
			visibility = FailpointVisibility.CONTEXT)
	public static class LateCase extends AbstractTestNGSpringContextTests {

		private static final CountDownLatch END = new CountDownLatch(1);

		private static volatile Thread late;

		@Autowired
		Greetings greetings;

		@org.testng.annotations.Test(timeOut = 100, priority = 1)
		public void endsLate() {
			late = Thread.currentThread();
			this.greetings.greet("Ada");
			while (END.getCount() > 0) {
				Thread.onSpinWait();
			}
		}

		@org.testng.annotations.Test(priority = 2)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void next() throws Exception {
			END.countDown();
			late.join();
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	public static class StrayCase extends AbstractTestNGSpringContextTests {

		private static final ThreadPoolExecutor STRAY = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> new Thread(task, "stray"));

		static {
			STRAY.prestartCoreThread();
		}

		@Override
		public void run(IHookCallBack callBack, ITestResult result) {
			try {
				CompletableFuture.runAsync(() -> super.run(callBack, result), STRAY).join();
			}
			finally {
				STRAY.shutdown();
			}
		}

		@org.testng.annotations.Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		public void test() {
		}

	}

}
