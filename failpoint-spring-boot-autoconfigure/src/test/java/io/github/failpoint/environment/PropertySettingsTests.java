package io.github.failpoint.environment;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.FailpointStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@ExtendWith(OutputCaptureExtension.class)
class PropertySettingsTests {

	private static final String[] ALLOW = { "--failpoint.unknown-names=allow" };

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
	void pointsAreEnabledByName() {
		this.application.properties("failpoint.points.orders.commit=2*throw(IOException)");
		assertThat(settings()).isEqualTo(Map.of("orders.commit", "2*throw(IOException)"));
	}

	@Test
	void termsSetManyAtOnce() {
		this.application.yaml("failpoint.terms: a=return(1);b=pause");
		assertThat(settings()).isEqualTo(Map.of("a", "return(1)", "b", "pause"));
	}

	@Test
	void variableSetsManyAtOnce() {
		this.application.variable("FAILPOINTS", "a=return(1);orderService.place=pause");
		assertThat(settings()).isEqualTo(Map.of("a", "return(1)", "orderService.place", "pause"));
	}

	@Test
	void applicationJsonSetsPoints() {
		String json = "--spring.application.json={\"failpoint\":{\"points\":{\"orders.commit\":\"panic\"}}}";
		try (ConfigurableApplicationContext context = this.application.run(TestApplication.Orders.class, json)) {
			assertThat(this.application.registry(context).status("orders.commit").orElseThrow().terms())
				.isEqualTo("panic");
		}
	}

	@Test
	void emptyVariableSetsNothing() {
		this.application.variable("FAILPOINTS", "").variable("FAILPOINT_TERMS", "");
		assertThat(settings()).isEmpty();
	}

	@Test
	void emptyPointsSetNothing() {
		assumeThat(SpringBootVersion.getVersion()).as("Boot refuses them before 4.1").doesNotMatch("(3|4\\.0)\\..*");
		this.application.properties("failpoint.points=").yaml("failpoint.points: {}");
		assertThat(settings()).isEmpty();
	}

	@Test
	void unrelatedNamesSetNothing() {
		this.application.properties("failpoints=a=off\nFAIL..[=x\nfail=a\nfailpointless.points.a/b=off")
			.variable("FAILPOINTS_A", "off");
		assertThat(settings()).isEmpty();
	}

	@Test
	void termsCanBeAVariable() {
		this.application.variable("FAILPOINT_TERMS", "orderService.place=off");
		assertThat(settings()).isEqualTo(Map.of("orderService.place", "off"));
	}

	@Test
	void variableCanBeASystemProperty() {
		System.setProperty("FAILPOINTS", "a=pause");
		try {
			assertThat(settings()).isEqualTo(Map.of("a", "pause"));
		}
		finally {
			System.clearProperty("FAILPOINTS");
		}
	}

	@Test
	void keysKeepTheirCaseAndMarks() {
		this.application.properties("""
				failpoint.points.orderService.place=off
				failpoint.points.UPPER_case-and.9=off
				failpoint.points[crate\\:\\:name]=off
				failpoint.points[github.com/pingcap/tidb/x]=off
				failpoint.points[a.b].c=off
				failpoint.points.[d/e]=off""");
		assertThat(settings()).containsOnlyKeys("orderService.place", "UPPER_case-and.9", "crate::name",
				"github.com/pingcap/tidb/x", "a.b.c", "d/e");
	}

	@Test
	void yamlKeysKeepTheirCaseAndMarks() {
		this.application.yaml("""
				failpoint:
				  points:
				    orderService:
				      place: pause
				    orders.commit: 'off'
				    "[crate::name]": pause
				    '[a/b]': pause
				failpoint.points[x::y]: pause
				""");
		assertThat(settings()).containsOnlyKeys("orderService.place", "orders.commit", "crate::name", "a/b", "x::y");
	}

	@Test
	void dottedVariableKeepsItsCase() {
		this.application.variable("failpoint.points.orderService.place", "off");
		assertThat(settings()).containsOnlyKeys("orderService.place");
	}

	@Test
	void placeholdersAreReplaced() {
		this.application.properties("""
				delay=250ms
				failpoint.points.a=sleep(${delay})
				failpoint.terms=b=sleep(${delay})""").variable("FAILPOINTS", "c=sleep(${delay})");
		assertThat(settings()).isEqualTo(Map.of("a", "sleep(250ms)", "b", "sleep(250ms)", "c", "sleep(250ms)"));
	}

	@Test
	void oneOverridesTheOther(CapturedOutput output) {
		this.application.properties("""
				failpoint.points.a=return(1)
				failpoint.points.b=return(1)
				failpoint.terms=b=return(2);c=return(2)""").variable("FAILPOINTS", "c=return(3);d=return(3)");
		assertThat(settings())
			.isEqualTo(Map.of("a", "return(1)", "b", "return(2)", "c", "return(3)", "d", "return(3)"));
		assertThat(output)
			.containsPattern(
					"INFO .*Failpoint \"b\" is set by 'failpoint\\.terms' \\(.*application\\.properties] - 3:17\\), "
							+ "which overrides 'failpoint\\.points\\.b' \\(.*application\\.properties] - 2:20\\)")
			.containsPattern("INFO .*Failpoint \"c\" is set by 'FAILPOINTS' \\(.*\\), which overrides "
					+ "'failpoint\\.terms' \\(.*application\\.properties] - 3:17\\)");
	}

	@Test
	void argumentOverridesTheFile() {
		this.application.properties("failpoint.points.orderService.place=pause");
		assertThat(settings("--failpoint.points.orderService.place=off"))
			.isEqualTo(Map.of("orderService.place", "off"));
	}

	@Test
	void theTimesOfRequestsDoNotEndThem() {
		this.application.properties("failpoint.points.a=pause\nfailpoint.default-ttl=1ns\nfailpoint.max-ttl=1ns")
			.variable("FAILPOINTS", "b=pause");
		assertThat(settings()).isEqualTo(Map.of("a", "pause", "b", "pause"));
	}

	@Test
	void oneLineForEachTellsWhatIsEnabledAndFromWhere(CapturedOutput output) {
		this.application.properties("failpoint.points.a=sleep(1ms)").variable("FAILPOINTS", "b=pause");
		settings();
		assertThat(output.getOut().lines().filter((line) -> line.contains("Enabling failpoint"))).satisfiesExactly(
				(line) -> assertThat(line).contains("INFO")
					.containsPattern("Enabling failpoint a=sleep\\(1ms\\) from 'failpoint\\.points\\.a' "
							+ "\\(.*application\\.properties] - 1:20\\)$"),
				(line) -> assertThat(line).contains("INFO")
					.endsWith("Enabling failpoint b=pause from 'FAILPOINTS' "
							+ "(\"FAILPOINTS\" from property source \"systemEnvironment\")"));
	}

	@Test
	void nothingIsToldIfNothingIsEnabled(CapturedOutput output) {
		settings();
		assertThat(output).doesNotContainIgnoringCase("enabled");
	}

	@Test
	void forgedLinesStayOnTheirLine(CapturedOutput output) {
		this.application.properties("failpoint.points.a=print(\"x\\nFORGED\")");
		settings();
		assertThat(output.getOut().lines()).noneMatch((line) -> line.startsWith("FORGED"));
	}

	@Test
	void settingsAreThereBeforeTheFirstBean() {
		this.application.properties("failpoint.points.orders.commit=off");
		try (ConfigurableApplicationContext context = this.application.run(Early.class)) {
			assertThat(context.getBean(Early.class).status.state()).isEqualTo(FailpointStatus.State.ENABLED);
			assertThat(context.getBean(Early.class).status.source()).isEqualTo(FailpointSource.PROPERTIES);
		}
	}

	private Map<String, String> settings(String... arguments) {
		String[] all = (arguments.length > 0) ? new String[] { ALLOW[0], arguments[0] } : ALLOW;
		try (ConfigurableApplicationContext context = this.application.run(TestApplication.Nothing.class, all)) {
			return this.application.registry(context)
				.failpoints()
				.stream()
				.filter((status) -> status.state() == FailpointStatus.State.ENABLED)
				.collect(Collectors.toMap(FailpointStatus::name, (status) -> String.valueOf(status.terms())));
		}
	}

	static class Early {

		private final FailpointStatus status;

		Early(FailpointRegistry registry) {
			registry.failpoint("orders.commit");
			this.status = registry.status("orders.commit").orElseThrow();
		}

	}

}
