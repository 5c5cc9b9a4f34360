package io.github.failpoint.environment;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for properties that nobody reads.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnboundPropertiesTests {

	@TempDir
	@SuppressWarnings("NullAway")
	private Path directory;

	@SuppressWarnings("NullAway")
	private TestApplication application;

	@BeforeEach
	void createApplication() {
		this.application = new TestApplication(this.directory);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			failpoint.limit.max-wait          | failpoint.limits.max-wait
			failpoint.limits.max-wiat         | failpoint.limits.max-wait
			failpoint.max-wait                | failpoint.limits.max-wait
			failpoint.limits.max-ttl          | failpoint.max-ttl
			failpoint.max-tll                 | failpoint.max-ttl
			failpoint.maxTll                  | failpoint.max-ttl
			failpoint.default-tll             | failpoint.default-ttl
			failpoint.forbiden-profiles       | failpoint.forbidden-profiles
			failpoint.forbidden-profile[0]    | failpoint.forbidden-profiles[0]
			failpoint.point.x                 | failpoint.points.x
			failpoint.piont.orderService.place | failpoint.points.orderService.place
			failpoint.limits.name             | failpoint.limits.names
			failpoint.exceptions.alowed       | failpoint.exceptions.allowed
			failpoint.exception.allowed[1]    | failpoint.exceptions.allowed[1]
			failpoint.aop.gte                 | failpoint.aop.gate
			failpoint.enabeld                 | failpoint.enabled
			failpoint.enabled.now             | failpoint.enabled
			failpoint.term                    | failpoint.terms
			failpoint.terms.orders.commit     | failpoint.points.orders.commit
			failpoint                         | -
			failpoint.unknown                 | -
			failpoint.test-seed               | -
			""")
	void isNamedWithWhatWasMeant(String property, String meant, CapturedOutput output) {
		this.application.properties("server.port=0\n" + property + "=5m");
		run();
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("'" + property + "' (")
			.contains("/application.properties] - 2:" + (property.length() + 2) + ") is unknown and has no effect")
			.endsWith((meant != null) ? ", did you mean '" + meant + "'?" : " has no effect");
	}

	@Test
	void eachIsALineWhereverItIsWritten(CapturedOutput output) {
		this.application.yaml("""
				failpoint:
				  limit:
				    max-wait: 2s
				  limits:
				    max-wiat: 2s
				  forbiden-profiles:
				    - prod
				""").variable("FAILPOINT_MAX_TLL", "1h");
		run("--failpoint.limits.max-tiggers=3", "--failpoint.limit.max-wait=1s");
		assertThat(warnings(output)).satisfiesExactlyInAnyOrder(
				(line) -> assertThat(line).contains("'failpoint.limit.max-wait' (\"failpoint.limit.max-wait\" from "
						+ "property source \"commandLineArgs\")"),
				(line) -> assertThat(line).contains("'failpoint.limits.max-tiggers' ("),
				(line) -> assertThat(line).contains("'failpoint.limits.max-wiat' (", "application.yaml] - 5:15)"),
				(line) -> assertThat(line).contains("'FAILPOINT_MAX_TLL' (", "did you mean 'FAILPOINT_MAXTTL'?"),
				(line) -> assertThat(line).contains("failpoint.forbiden-profiles[0]",
						"did you mean 'failpoint.forbidden-profiles[0]'?"));
	}

	@ParameterizedTest
	@CsvSource({ "FAILPOINT_LIMIT_MAX_WAIT, FAILPOINT_LIMITS_MAXWAIT",
			"FAILPOINT_LIMITS_MAXWIAT, FAILPOINT_LIMITS_MAXWAIT", "FAILPOINT_POINT_X, FAILPOINT_POINTS_X",
			"FAILPOINT_FORBIDEN_PROFILES, FAILPOINT_FORBIDDENPROFILES", "FAILPOINT_ENABELD, FAILPOINT_ENABLED",
			"FAILPOINT, FAILPOINTS", "failpoint_max_tll, FAILPOINT_MAXTTL" })
	void aVariableIsNamedAsOne(String variable, String meant, CapturedOutput output) {
		this.application.variable(variable, "5m");
		run();
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("'" + variable + "' (\"" + variable + "\" from property source \"systemEnvironment\") "
					+ "is unknown and has no effect, did you mean '" + meant + "'?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FAILPOINT_SERVICE_HOST", "FAILPOINT_SERVICE_PORT", "FAILPOINT_SERVICE_PORT_HTTP",
			"FAILPOINT_PORT", "FAILPOINT_PORT_8080_TCP", "FAILPOINT_PORT_8080_TCP_ADDR", "FAILPOINT_HOME",
			"FAILPOINT_VERSION", "FAILPOINT_TEST_SEED", "FAILPOINT_LIMITS_MAX_WAIT", "FAILPOINT_LIMITS_MAXWAIT",
			"FAILPOINT_FORBIDDEN_PROFILES", "FAILPOINT_EXCEPTIONS_ALLOWED_0_", "FAILPOINT_DEFAULTTTL", "FAILPOINTS_DIR",
			"FAIL_POINT_MAXTLL" })
	void otherVariablesAreLeftAlone(String variable, CapturedOutput output) {
		this.application.variable(variable, variable.contains("ALLOWED") ? "java.lang.Error" : "5m");
		run();
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void whatIsReadIsKnown(CapturedOutput output) {
		this.application.yaml("""
				failpoint:
				  enabled: true
				  points:
				    orders.commit: "off"
				    "[a/b]": "off"
				  terms: c=off
				  unknown-names: allow
				  allowDestructive: false
				  default_ttl: 5m
				  MAX-TTL: 1h
				  forbidden-profiles: [prod, eu]
				  limits:
				    names: ["*"]
				    actions:
				      - "off"
				      - sleep
				    max-wait: 1s
				  aop:
				    gate: true
				  exceptions:
				    allowed:
				      - java.lang.Error
				""").variable("FAILPOINTS", "d=off");
		run("--failpoint.test.seed=5", "--failpoint.test.patience=5m", "--failpoint.door=false");
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void whatTheApplicationReadsIsKnown(CapturedOutput output) {
		this.application.properties("failpoint.acme.size=5\nfailpoint.acme.names[0]=a\nfailpoint.acme.other=x");
		this.application.run(AcmeConfiguration.class).close();
		assertThat(warnings(output)).singleElement().asString().contains("'failpoint.acme.other' (");
	}

	@Test
	void isNamedAlsoIfFailpointsAreSwitchedOff(CapturedOutput output) {
		this.application.properties("failpoint.enabled=false\nfailpoint.max-tll=5m");
		run();
		assertThat(warnings(output)).singleElement().asString().contains("'failpoint.max-tll' (");
	}

	private void run(String... arguments) {
		this.application.run(TestApplication.Orders.class, arguments).close();
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("WARN")).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(AcmeProperties.class)
	static class AcmeConfiguration {

	}

	/**
	 * Properties of an application that are called like ours.
	 *
	 * @param size a number
	 * @param names some names
	 */
	@ConfigurationProperties("failpoint.acme")
	record AcmeProperties(int size, List<String> names) {

	}

}
