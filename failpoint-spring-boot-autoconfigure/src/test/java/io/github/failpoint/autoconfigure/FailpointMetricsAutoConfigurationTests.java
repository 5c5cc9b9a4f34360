package io.github.failpoint.autoconfigure;

import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.metrics.FailpointMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointMetricsAutoConfiguration}.
 */
class FailpointMetricsAutoConfigurationTests {

	private static final AutoConfigurations FAILPOINTS = AutoConfigurations.of(FailpointAutoConfiguration.class,
			FailpointMetricsAutoConfiguration.class, BootLine.METRICS_SIMPLE);

	private static final AutoConfigurations METRICS = AutoConfigurations.of(BootLine.METRICS);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(FAILPOINTS)
		.withConfiguration(METRICS)
		.withUserConfiguration(Declaration.class)
		.withPropertyValues("failpoint.points.orders.commit=yield");

	@Test
	void bindsTheMetersOfTheApplication() {
		this.runner.run((context) -> {
			context.getBean(FailpointHandle.class).hit();
			assertThat(triggers(context.getBean(MeterRegistry.class))).isOne();
		});
	}

	@Test
	void countsWhatHappensWhileTheApplicationStarts() {
		this.runner.withUserConfiguration(EarlyCaller.class)
			.run((context) -> assertThat(triggers(context.getBean(MeterRegistry.class))).isEqualTo(2));
	}

	@Test
	void bindsInWebApplications() {
		new WebApplicationContextRunner().withConfiguration(FAILPOINTS)
			.withConfiguration(METRICS)
			.run((context) -> assertThat(context).hasSingleBean(FailpointMetrics.class));
		new ReactiveWebApplicationContextRunner().withConfiguration(FAILPOINTS)
			.withConfiguration(METRICS)
			.run((context) -> assertThat(context).hasSingleBean(FailpointMetrics.class));
	}

	@Test
	void closingTheContextRemovesTheMetersFromASharedRegistry() {
		MeterRegistry shared = new SimpleMeterRegistry();
		this.runner.withBean("shared", MeterRegistry.class, () -> shared).run((context) -> {
			context.getBean(FailpointHandle.class).hit();
			assertThat(triggers(shared)).isOne();
		});
		assertThat(shared.getMeters()).noneMatch((meter) -> meter.getId().getName().startsWith("failpoint"));
	}

	@Test
	void aChildContextCountsNothingTwice() {
		try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("spring.autoconfigure.exclude=" + BootLine.EXCLUDED, "failpoint.points.orders.commit=yield")
			.child(Application.class)
			.web(WebApplicationType.NONE)
			.run()) {
			child.getBean(FailpointHandle.class).hit();
			assertThat(triggers(child.getBean(MeterRegistry.class))).isOne();
		}
	}

	@Test
	void aRegistryOfAChildContextGetsTheMetersOfItsParent() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class))
			.withUserConfiguration(Declaration.class)
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withConfiguration(FAILPOINTS)
				.withConfiguration(METRICS)
				.run((child) -> {
					parent.getBean(FailpointRegistry.class).enable("orders.commit", "yield");
					parent.getBean(FailpointHandle.class).hit();
					assertThat(triggers(child.getBean(MeterRegistry.class))).isOne();
				}));
	}

	private static double triggers(MeterRegistry registry) {
		return registry.get("failpoint.triggers")
			.tags("failpoint", "orders.commit", "action", "yield")
			.functionCounter()
			.count();
	}

	@Test
	void backsOffWithoutMicrometer() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("failpointMetrics"));
	}

	@Test
	void backsOffWithoutMeterRegistry() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FailpointMetrics.class));
	}

	@Test
	void backsOffWhenFailpointsAreSwitchedOff() {
		this.runner.withPropertyValues("failpoint.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FailpointMetrics.class));
	}

	@Test
	void backsOffForAUserDefinedBinder() {
		this.runner.withUserConfiguration(OwnBinder.class)
			.run((context) -> assertThat(context).getBeanNames(FailpointMetrics.class).containsExactly("own"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Declaration {

		@Bean
		FailpointHandle commit(FailpointRegistry failpoints) {
			return failpoints.failpoint("orders.commit");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBinder {

		@Bean
		FailpointMetrics own(FailpointRegistry failpoints) {
			return new FailpointMetrics(failpoints);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyCaller {

		EarlyCaller(FailpointRegistry failpoints) {
			failpoints.failpoint("orders.commit").hit();
			failpoints.failpoint("orders.commit").hit();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		FailpointHandle commit(FailpointRegistry failpoints) {
			return failpoints.failpoint("orders.commit");
		}

	}

}
