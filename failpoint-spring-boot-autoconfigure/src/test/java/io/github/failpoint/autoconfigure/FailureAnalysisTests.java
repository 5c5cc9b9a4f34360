package io.github.failpoint.autoconfigure;

import java.nio.file.Path;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.aop.FailpointMismatchException;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.environment.TestApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Configuration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What users see when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@TempDir
	@SuppressWarnings("NullAway")
	private Path directory;

	@SuppressWarnings("NullAway")
	private TestApplication application;

	@BeforeEach
	void createApplication() {
		this.application = new TestApplication(this.directory);
	}

	@Test
	void settingsThatAProfileForbidsAreListed(CapturedOutput output) {
		this.application.properties("server.port=0\nspring.profiles.active=eu,prod\n"
				+ "failpoint.forbidden-profiles=staging,prod\nfailpoint.points.orders.commit=off");
		fail(TestApplication.Orders.class);
		assertThat(report(output)).isEqualTo(
				"""
						Description:

						Failpoints are enabled, but the active profiles match "prod" of 'failpoint.forbidden-profiles':

						    orders.commit=off from 'failpoint.points.orders.commit' (URL [file:%s/application.properties] - 4:32)

						Action:

						Remove the settings, or change 'failpoint.forbidden-profiles'.
						"""
					.formatted(this.directory));
	}

	@Test
	void theCeilingOfASettingIsNamed(CapturedOutput output) {
		this.application.properties("failpoint.limits.actions=off,sleep\nfailpoint.points.orders.commit=panic");
		fail(TestApplication.Orders.class);
		assertThat(report(output)).contains("The property 'failpoint.points.orders.commit' is not valid:",
				"'failpoint.limits.actions' allows only off, sleep, not panic");
	}

	@Test
	void wrongTermsAreMarked(CapturedOutput output) {
		this.application.properties("server.port=0\nfailpoint.points.orders.commit=2*throww(IllegalStateException)");
		fail(TestApplication.Orders.class);
		assertThat(report(output)).isEqualTo("""
				Description:

				The property 'failpoint.points.orders.commit' is not valid:

				    Value: "2*throww(IllegalStateException)"
				    Origin: URL [file:%s/application.properties] - 2:32
				    Reason: unknown action "throww"

				        2*throww(IllegalStateException)
				          ^

				Action:

				Did you mean "throw"?
				""".formatted(this.directory));
	}

	@Test
	void wrongNameInAnnotationIsExplained(CapturedOutput output) {
		fail(WrongName.class);
		assertThat(report(output)).contains("Invalid @Failpoint at ")
			.contains("WrongName.run(): Invalid name \"a b\" at position 1")
			.contains("Correct the name in the annotation");
	}

	@Test
	void wrongPlaceOfAnAnnotationIsNotBlamedOnItsName(CapturedOutput output) {
		fail(WrongPlace.class);
		assertThat(report(output)).contains("'afterElements' is for what sends several elements, such as a Flux")
			.contains("Correct the annotation or the method, or reach")
			.doesNotContain("Correct the name");
	}

	@Test
	void wrongTermsAmongManyAreMarkedInTheWholeText(CapturedOutput output) {
		this.application.variable("FAILPOINTS", "a=pause;b=5*");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'FAILPOINTS' is not valid")
			.contains("Origin: \"FAILPOINTS\" from property source \"systemEnvironment\"")
			.contains("        a=pause;b=5*\n                    ^\n");
	}

	@Test
	void wrongYamlTermsAreMarked(CapturedOutput output) {
		this.application.yaml("""
				failpoint:
				  terms: >-
				    a=pause;
				    b=sleep(5 parsecs)
				""");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'failpoint.terms' is not valid")
			.contains("application.yaml] - 2:10");
	}

	@Test
	void emptyTermsAreWrong(CapturedOutput output) {
		this.application.properties("failpoint.points.orders.commit=");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("Value: \"\"").contains("Write 'off' to override");
	}

	@Test
	void pointsThemselvesHaveNoValue(CapturedOutput output) {
		this.application.variable("FAILPOINT_POINTS", "a=off");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'FAILPOINT_POINTS' is not valid")
			.contains("Value: \"a=off\"")
			.contains("or the variable 'FAILPOINTS': 'name=terms;name=terms'.");
	}

	@Test
	void wrongNameIsMarked(CapturedOutput output) {
		this.application.properties("failpoint.points[a//b]=off");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'failpoint.points[a//b]' is not valid")
			.contains("        a//b\n          ^\n");
	}

	@Test
	void destructiveActionIsRefused(CapturedOutput output) {
		this.application.properties("failpoint.points.orders.commit=exit(3)");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("Value: \"exit(3)\"")
			.contains("'exit' needs 'failpoint.allow-destructive=true'")
			.contains("application.properties] - 1:32");
	}

	@Test
	void exceptionThatIsNotAllowedIsRefused(CapturedOutput output) {
		this.application.properties("failpoint.terms=a=off;orders.commit=throw(OutOfMemoryError)");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'failpoint.terms' is not valid")
			.contains("\"OutOfMemoryError\" is not a type that may be thrown from outside")
			.contains("; to allow it: failpoint.exceptions.allowed=<package>.OutOfMemoryError");
	}

	@Test
	void similarExceptionIsSuggested(CapturedOutput output) {
		this.application.properties("failpoint.points.orders.commit=throw(IlegalStateException)");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("Did you mean \"IllegalStateException\"");
	}

	@Test
	void notEverythingMayBeAllowed(CapturedOutput output) {
		this.application.yaml("""
				failpoint:
				  exceptions:
				    allowed:
				    - java.lang.ArithmeticException
				    - java.lang.String
				""");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'failpoint.exceptions.allowed[1]' is not valid")
			.contains("application.yaml] - 5:7")
			.contains("Reason: the class \"java.lang.String\" is not a Throwable");
	}

	@Test
	void allowedExceptionsMustExist(CapturedOutput output) {
		this.application.properties("failpoint.exceptions.allowed=java.lang.ArithmeticException, com.example.Missing");
		fail(TestApplication.Nothing.class);
		assertThat(report(output)).contains("The property 'failpoint.exceptions.allowed' is not valid")
			.contains("Reason: the class \"com.example.Missing\" is not found")
			.contains(
					"Write the qualified name of an exception on the class path, or a pattern such as 'com.acme..*'.");
	}

	@Test
	void mismatchTellsWhereTheSettingIsFrom(CapturedOutput output) {
		this.application.properties("failpoint.points.orders.commit=return(many)");
		fail(Mismatch.class);
		assertThat(report(output)).isEqualTo("""
				Description:

				The setting of failpoint "orders.commit" does not fit: Orders.count() returns int

				    Setting: orders.commit=return(many) from 'failpoint.points.orders.commit' \
				(URL [file:%s/application.properties] - 1:32)

				Action:

				Write terms that fit every method and handle of the failpoint: a value that each can return, and an \
				unchecked exception or one that each declares.
				""".formatted(this.directory));
	}

	@Test
	void mismatchOfAVariableTellsWhereTheSettingIsFrom(CapturedOutput output) {
		this.application.variable("FAILPOINT_POINTS_ORDERS_COMMIT", "return(many)");
		fail(Mismatch.class);
		assertThat(report(output))
			.contains("Setting: orders.commit=return(many) from 'FAILPOINT_POINTS_ORDERS_COMMIT'");
	}

	@Test
	void mismatchWithoutAPropertyIsTold(CapturedOutput output) {
		fail(Mismatch.class);
		assertThat(report(output)).contains("Orders.count() returns int").doesNotContain("Setting:");
	}

	private void fail(Class<?> declarations) {
		assertThatException().isThrownBy(() -> this.application.run(declarations));
	}

	private static String report(CapturedOutput output) {
		return output.getOut().substring(output.getOut().indexOf("Description:")).stripTrailing() + "\n";
	}

	static class Mismatch {

		Mismatch(FailpointRegistry registry) {
			registry.failpoint("orders.commit");
			throw new FailpointMismatchException("orders.commit", "Orders.count() returns int");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FailpointAopAutoConfiguration.class)
	static class WrongPlace {

		@Failpoint(value = "a", afterElements = 1)
		String run() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FailpointAopAutoConfiguration.class)
	static class WrongName {

		@Failpoint("a b")
		void run() {
		}

	}

}
