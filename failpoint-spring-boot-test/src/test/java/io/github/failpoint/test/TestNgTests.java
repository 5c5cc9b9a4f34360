package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.test.app.Greetings;
import io.github.failpoint.test.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

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

	private static final String THROW = "1*throw(IllegalStateException)";

	@Test
	void givesTestsTheirFailpointsAndTakesThemBack() {
		TestListenerAdapter results = run(PassingCase.class);
		assertThat(results.getConfigurationFailures()).isEmpty();
		assertThat(failures(results)).isEmpty();
		assertThat(results.getPassedTests()).hasSize(3);
		assertThat(FailpointSession.current()).isNull();
		assertThat(FailpointScope.current()).isNull();
	}

	@Test
	void failsATestWhoseFaultNeverFired() {
		assertThat(failures(run(VacuousCase.class))).singleElement()
			.asString()
			.contains("Failpoint \"greetings.greet\" was set to \"" + THROW + "\" by the test, but",
					"1. the method was called by its own object, past the proxy",
					"repeat with: ./mvnw test -Dfailpoint.test.seed=");
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

}
