package io.github.failpoint.environment;

import java.nio.file.Path;
import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.Failpoints;
import io.github.failpoint.SiteSignature;
import io.github.failpoint.convert.ValueConverter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class VariableSettingsTests {

	private static final String VARIABLE = "FAILPOINT_POINTS_ORDERSERVICE_CHARGE";

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
	void variableFindsTheNameThatIsDeclared(CapturedOutput output) {
		this.application.variable(VARIABLE, "panic");
		try (ConfigurableApplicationContext context = this.application.run(Charge.class)) {
			assertThat(context.getBean(Charge.class).terms).isEqualTo("panic");
			assertThat(enabled(context)).containsExactly("orderService.charge");
			assertThat(output).containsPattern(
					"INFO .*Enabled failpoint orderService\\.charge=panic from 'FAILPOINT_POINTS_ORDERSERVICE_CHARGE'");
		}
	}

	@Test
	void variableFindsAnySeparator() {
		this.application.variable("FAILPOINT_POINTS_A_B_C", "off").variable("FAILPOINT_POINTS_RETRY_1", "off");
		try (ConfigurableApplicationContext context = this.application.run(Separators.class)) {
			assertThat(enabled(context)).containsExactly("a/b::C", "retry-1");
		}
	}

	@Test
	void variableFindsAStaticNameThatIsDeclaredAlready() {
		Failpoints.failpoint("variableSettings.static");
		this.application.variable("FAILPOINT_POINTS_VARIABLESETTINGS_STATIC", "off");
		try (ConfigurableApplicationContext context = this.application.run(TestApplication.Nothing.class)) {
			assertThat(enabled(context)).containsExactly("variableSettings.static");
		}
	}

	@Test
	void variableOverridesTheFile() {
		this.application.properties("""
				failpoint.points.orderService.charge=pause
				failpoint.points[orders_commit]=pause""")
			.variable(VARIABLE, "off")
			.variable("FAILPOINT_POINTS_ORDERS_COMMIT", "off");
		try (ConfigurableApplicationContext context = this.application.run(ChargeAndUnderscore.class)) {
			assertThat(this.application.registry(context).failpoints()).extracting(FailpointStatus::terms)
				.contains("off")
				.doesNotContain("pause");
		}
	}

	@Test
	void termsOverrideTheVariable(CapturedOutput output) {
		this.application.variable(VARIABLE, "pause").variable("FAILPOINTS", "orderService.charge=off");
		try (ConfigurableApplicationContext context = this.application.run(Charge.class)) {
			assertThat(context.getBean(Charge.class).terms).isEqualTo("off");
			assertThat(output).containsPattern("\"orderService\\.charge\" is set by 'FAILPOINTS' \\(.*\\), "
					+ "which overrides 'FAILPOINT_POINTS_ORDERSERVICE_CHARGE'");
		}
	}

	@Test
	void variableThatCouldMeanTwoNamesIsRefused(CapturedOutput output) {
		this.application.variable(VARIABLE, "off");
		assertThatExceptionOfType(UnmatchedSettingsException.class)
			.isThrownBy(() -> this.application.run(TwoNames.class));
		assertThat(output).containsPattern("(?s)Description:.*'FAILPOINT_POINTS_ORDERSERVICE_CHARGE' \\(.*\\) "
				+ "could mean \"order-service.charge\" or \"orderService.charge\"\n.*Action:.*FAILPOINTS=name=terms");
	}

	@Test
	void variableThatNobodyDeclaresIsRefused(CapturedOutput output) {
		this.application.variable("FAILPOINT_POINTS_ORDERS_COMIT", "off");
		assertThatExceptionOfType(UnmatchedSettingsException.class)
			.isThrownBy(() -> this.application.run(TestApplication.Orders.class));
		assertThat(output).containsPattern("(?s)Description:.*nobody declares \"orders.comit\" of "
				+ "'FAILPOINT_POINTS_ORDERS_COMIT' \\(.*\\), did you mean \"orders.commit\"\\?\n.*Action:");
	}

	@Test
	void variableWaitsIfUnknownNamesAreAllowed(CapturedOutput output) {
		this.application.variable(VARIABLE, "pause");
		try (ConfigurableApplicationContext context = this.application.run(TestApplication.Nothing.class,
				"--failpoint.unknown-names=allow")) {
			FailpointRegistry registry = this.application.registry(context);
			assertThat(registry.failpoints()).extracting(FailpointStatus::terms).doesNotContain("pause");
			registry.failpoint("orderService.charge");
			assertThat(enabled(context)).containsExactly("orderService.charge");
			registry.failpoint("orderservice.charge");
			assertThat(enabled(context)).containsExactly("orderService.charge");
			assertThat(output).containsPattern(
					"WARN .*could mean \"orderservice\\.charge\", too, but has gone to " + "\"orderService\\.charge\"");
		}
	}

	@Test
	void lateRefusalIsLogged(CapturedOutput output) {
		this.application.variable(VARIABLE, "exit");
		try (ConfigurableApplicationContext context = this.application.run(TestApplication.Nothing.class,
				"--failpoint.unknown-names=allow")) {
			this.application.registry(context).failpoint("orderService.charge");
			assertThat(output).containsPattern("WARN .*'exit' needs 'failpoint.allow-destructive=true'");
		}
	}

	@Test
	void refusedVariableStopsTheStart(CapturedOutput output) {
		this.application.variable(VARIABLE, "exit");
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> this.application.run(Charge.class));
		assertThat(output).containsPattern("(?s)Description:.*'FAILPOINT_POINTS_ORDERSERVICE_CHARGE' is not valid.*"
				+ "'exit' needs 'failpoint.allow-destructive=true'");
	}

	@Test
	void variableThatDoesNotFitStopsTheStart(CapturedOutput output) {
		this.application.variable("FAILPOINT_POINTS_ORDERS_COUNT", "return(many)");
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> this.application.run(Count.class));
		assertThat(output).containsPattern(
				"(?s)Description:.*'FAILPOINT_POINTS_ORDERS_COUNT' is not valid.*" + "Orders\\.count\\(\\)");
	}

	@Test
	void converterMayNeedTheBeanThatDeclaresTheName() {
		this.application.variable("FAILPOINT_POINTS_ORDERS_LIST", "return({})");
		try (ConfigurableApplicationContext context = this.application.run(CircularConverter.class)) {
			assertThat(enabled(context)).containsExactly("orders.list");
		}
	}

	@Test
	void converterThatCannotBeMadeStopsTheStart() {
		this.application.variable("FAILPOINT_POINTS_ORDERS_LIST", "return({})");
		assertThatException().isThrownBy(() -> this.application.run(LazyBrokenConverter.class))
			.withMessageContaining("no converter");
	}

	@Test
	void wrongTermsStopTheStartWithoutAName(CapturedOutput output) {
		this.application.variable(VARIABLE, "5*");
		assertThatException().isThrownBy(() -> this.application.run(TestApplication.Nothing.class));
		assertThat(output).contains("The property 'FAILPOINT_POINTS_ORDERSERVICE_CHARGE' is not valid");
	}

	@Test
	void twoVariablesForOneNameAreRefused(CapturedOutput output) {
		this.application.variable(VARIABLE, "off").variable("FAILPOINT_POINTS_ORDER_SERVICE_CHARGE", "pause");
		assertThatException().isThrownBy(() -> this.application.run(Charge.class));
		assertThat(output).contains("Reason: it means the same failpoint as 'FAILPOINT_POINTS_ORDER");
	}

	@Test
	void upperCaseNameOfAnotherSourceIsTakenAsItIs(CapturedOutput output) {
		this.application.properties("failpoint.points.ORDERSERVICE.CHARGE=off");
		try (ConfigurableApplicationContext context = this.application.run(Charge.class)) {
			assertThat(enabled(context)).containsExactly("ORDERSERVICE.CHARGE");
			assertThat(output).contains("did you mean \"orderService.charge\"?");
		}
	}

	private List<String> enabled(ConfigurableApplicationContext context) {
		return this.application.registry(context)
			.failpoints()
			.stream()
			.filter((status) -> status.state() == FailpointStatus.State.ENABLED)
			.map(FailpointStatus::name)
			.toList();
	}

	static class Charge {

		private final String terms;

		Charge(FailpointRegistry registry) {
			registry.failpoint("orderService.charge");
			this.terms = String
				.valueOf(registry.status("orderService.charge").map(FailpointStatus::terms).orElse("nothing"));
		}

	}

	static class ChargeAndUnderscore {

		ChargeAndUnderscore(FailpointRegistry registry) {
			registry.failpoint("orderService.charge");
			registry.failpoint("orders_commit");
		}

	}

	static class Separators {

		Separators(FailpointRegistry registry) {
			registry.failpoint("a/b::C");
			registry.failpoint("retry-1");
		}

	}

	static class TwoNames {

		TwoNames(FailpointRegistry registry) {
			registry.failpoint("orderService.charge");
			registry.failpoint("order-service.charge");
		}

	}

	static class Listing {

		Listing(FailpointRegistry registry) {
			registry.declare("orders.list", new SiteSignature("Orders.list()", List.class, List.of()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Listing.class)
	static class CircularConverter {

		@Bean
		ValueConverter converter(Listing listing) {
			return (type, place) -> (value) -> () -> () -> List.of(listing);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Listing.class)
	static class LazyBrokenConverter {

		@Bean
		@Lazy
		ValueConverter converter() {
			throw new IllegalStateException("no converter");
		}

	}

	static class Count {

		Count(FailpointRegistry registry) {
			registry.declare("orders.count", new SiteSignature("Orders.count()", int.class, List.of()));
		}

	}

}
