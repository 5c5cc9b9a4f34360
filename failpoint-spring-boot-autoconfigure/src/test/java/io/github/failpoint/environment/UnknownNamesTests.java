package io.github.failpoint.environment;

import java.nio.file.Path;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.Failpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class UnknownNamesTests {

	@TempDir
	@SuppressWarnings("NullAway")
	private Path directory;

	@SuppressWarnings("NullAway")
	private TestApplication application;

	@BeforeEach
	void createApplication() {
		this.application = new TestApplication(this.directory)
			.properties("failpoint.points.orders.comit=pause\nfailpoint.terms=elsewhere=pause;orders.commit=off");
	}

	@Test
	void oneWarningNamesThemAll(CapturedOutput output) {
		run();
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.containsPattern("nobody declares \"orders\\.comit\" of 'failpoint\\.points\\.orders\\.comit' "
					+ "\\(.*application\\.properties] - 1:31\\), did you mean \"orders\\.commit\"\\?; "
					+ "nobody declares \"elsewhere\" of 'failpoint\\.terms' \\(.*- 2:17\\) \\(child contexts")
			.contains("'failpoint.unknown-names'")
			.doesNotContain("\"orders.commit\" of");
	}

	@Test
	void nothingIsWarnedOfIfAllAreDeclared(CapturedOutput output) {
		this.application.properties("failpoint.points.orders.commit=pause");
		run();
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void startFailsIfAskedTo(CapturedOutput output) {
		assertThatExceptionOfType(UnmatchedSettingsException.class)
			.isThrownBy(() -> run("--failpoint.unknown-names=fail"))
			.withMessageContaining("orders.comit");
		String origin = "(URL [file:" + this.directory + "/application.properties] - ";
		assertThat(report(output)).isEqualTo("""
				Description:

				Settings do not belong to exactly one declared failpoint:

				    nobody declares "orders.comit" of 'failpoint.points.orders.comit' %s1:31), \
				did you mean "orders.commit"?
				    nobody declares "elsewhere" of 'failpoint.terms' %s2:17)

				Action:

				Correct the name, or declare the failpoint. If something that is created later declares it, such as \
				a child context, set 'failpoint.unknown-names=allow'.
				""".formatted(origin, origin));
	}

	@Test
	void failedStartLeavesNothingEnabled() {
		assertThatException().isThrownBy(() -> run("--failpoint.unknown-names=fail", "--failpoint.points.x=panic"));
		Failpoints.hit("x");
	}

	@Test
	void startGoesOnSilentlyIfAllowed(CapturedOutput output) {
		run("--failpoint.unknown-names=allow");
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void wrongPolicyIsRefused(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--failpoint.unknown-names=maybe"));
		assertThat(output).contains("failpoint.unknown-names").contains("WARN", "FAIL", "ALLOW");
	}

	private static String report(CapturedOutput output) {
		return output.getOut().substring(output.getOut().indexOf("Description:")).stripTrailing() + "\n";
	}

	private void run(String... arguments) {
		try (ConfigurableApplicationContext context = this.application.run(TestApplication.Orders.class, arguments)) {
			assertThat(context.getBean(FailpointRegistry.class).status("orders.commit")).isPresent();
		}
	}

}
