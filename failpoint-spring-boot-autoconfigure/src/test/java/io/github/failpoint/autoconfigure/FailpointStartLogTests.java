package io.github.failpoint.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.environment.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointStartLog}; of the endpoint, those of requests tell the rest.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailpointStartLogTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointsEndpointAutoConfiguration.class));

	@TempDir
	@SuppressWarnings("NullAway")
	private Path directory;

	@Test
	void countsWhatIsDeclared(CapturedOutput output) {
		this.runner.withUserConfiguration(TestApplication.Orders.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output)
				.contains(declared(context) + "The endpoint is absent, since there are no endpoints over HTTP");
		});
	}

	@Test
	void needsNoActuator(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(output)
				.contains(declared(context) + "The endpoint is absent, as is the actuator of Spring Boot"));
	}

	@Test
	void needsNoSpringSecurity(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(output).contains(declared(context)));
	}

	@Test
	void aChildTellsNothing(CapturedOutput output) {
		this.runner.run((context) -> this.runner.withParent(context).run((child) -> {
			assertThat(child).hasNotFailed();
			assertThat(output.getOut().lines().filter((line) -> line.contains(" declared. "))).hasSize(1);
		}));
	}

	@ParameterizedTest
	@CsvSource({ "com, package com", "'', the default package" })
	void tellsThatPackageIsTooWideForDataTypes(String name, String told, CapturedOutput output) {
		ApplicationContextRunner wide = this.runner.withInitializer((context) -> AutoConfigurationPackages
			.register((BeanDefinitionRegistry) ((GenericApplicationContext) context).getBeanFactory(), name));
		wide.run((context) -> assertThat(output.toString().lines()).filteredOn((line) -> line.contains("libraries are"))
			.singleElement()
			.asString()
			.contains("WARN", "The application is in " + told + ", below which libraries are, too",
					"unless 'failpoint.values.allowed' names them"));
		int before = output.length();
		wide.withPropertyValues("failpoint.values.allowed=com.example.shop")
			.run((context) -> assertThat(output.toString().substring(before)).doesNotContain("libraries are"));
	}

	@Test
	void tellsNothingOfAPackageOfItsOwn(CapturedOutput output) {
		this.runner
			.withInitializer((context) -> AutoConfigurationPackages.register(
					(BeanDefinitionRegistry) ((GenericApplicationContext) context).getBeanFactory(), "com.example"))
			.run((context) -> assertThat(output).doesNotContain("libraries are"));
	}

	@Test
	void settingsThatAreSwitchedOffAreNamed(CapturedOutput output) {
		new TestApplication(this.directory)
			.properties("failpoint.enabled=false\nfailpoint.points.orders.commit=paus\nfailpoint.terms=a=off")
			.variable("FAILPOINTS", "b=off")
			.run(TestApplication.Orders.class)
			.close();
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("WARN",
					"Failpoints are switched off by 'failpoint.enabled=false', and not enabled by "
							+ "'failpoint.points.orders.commit' (",
					"application.properties] - 2:32), 'failpoint.terms' (", "- 3:17), 'FAILPOINTS' (");
	}

	@Test
	void nothingIsToldIfNothingIsSwitchedOff(CapturedOutput output) {
		new TestApplication(this.directory).properties("failpoint.enabled=false")
			.run(TestApplication.Orders.class)
			.close();
		assertThat(lines(output)).isEmpty();
	}

	/**
	 * Static handles of other tests count as well.
	 */
	private static String declared(ApplicationContext context) {
		long declared = context.getBean(FailpointRegistry.class)
			.failpoints()
			.stream()
			.filter(FailpointStatus::declared)
			.count();
		return (declared == 1) ? "1 failpoint is declared. " : declared + " failpoints are declared. ";
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains("Failpoints are") || line.contains("declared"))
			.toList();
	}

}
