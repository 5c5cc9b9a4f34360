package io.github.failpoint.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.metrics.FailpointMeterFilter;
import io.github.failpoint.observation.FailpointObservationListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link FailpointObservationAutoConfiguration}.
 */
class FailpointObservationAutoConfigurationTests {

	private static final AutoConfigurations FAILPOINTS = AutoConfigurations.of(FailpointAutoConfiguration.class,
			FailpointObservationAutoConfiguration.class);

	private static final AutoConfigurations OBSERVATIONS = AutoConfigurations.of(BootLine.OBSERVATION);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(FAILPOINTS)
		.withConfiguration(OBSERVATIONS);

	private final ApplicationContextRunner tracing = this.runner
		.withConfiguration(AutoConfigurations.of(BootLine.METRICS))
		.withConfiguration(AutoConfigurations.of(BootLine.METRICS_PROMETHEUS))
		.withConfiguration(AutoConfigurations.of(BootLine.TRACING))
		.withUserConfiguration(Traced.class)
		.withPropertyValues("management.tracing.sampling.probability=1");

	@Test
	void aSpanTellsWhyItIsRed() {
		this.tracing.run((context) -> {
			context.getBean(FailpointRegistry.class)
				.enable("orders.commit", "throw(IllegalStateException, 'no stock')");
			Throwable thrown = catchThrowable(() -> commit(context));
			assertThat(thrown).isInstanceOf(IllegalStateException.class);
			assertThat(context.getBean(Spans.class).finished).singleElement().satisfies((span) -> {
				assertThat(span.tag("failpoint")).isEqualTo("orders.commit");
				assertThat(span.annotations()).extracting(Map.Entry::getValue)
					.containsExactly("failpoint orders.commit: throw at handle");
				assertThat(span.error()).isSameAs(thrown);
			});
		});
	}

	@Test
	void meteringCallsThatAFailpointHitAndOthersGoesOn() {
		this.tracing.run((context) -> {
			context.getBean(PrometheusMeterRegistry.class).throwExceptionOnRegistrationFailure();
			commit(context);
			context.getBean(FailpointRegistry.class).enable("orders.commit", "yield");
			commit(context);
			commit(context);
			String scrape = context.getBean(PrometheusMeterRegistry.class).scrape();
			assertThat(scrape).contains("commit_seconds_count{error=\"none\"} 3").doesNotContain("failpoint");
		});
	}

	private static void commit(ApplicationContext context) {
		Observation.createNotStarted("commit", context.getBean(ObservationRegistry.class))
			.observe(() -> context.getBean(FailpointHandle.class).hit());
	}

	@Test
	void usesTheObservationRegistryOfTheApplication() {
		new ApplicationContextRunner().withConfiguration(FAILPOINTS)
			.withUserConfiguration(Declaration.class)
			.withBean(TestObservationRegistry.class, TestObservationRegistry::create)
			.run((context) -> {
				context.getBean(FailpointRegistry.class).enable("orders.commit", "yield");
				commit(context);
				assertThat(context.getBean(TestObservationRegistry.class)).hasSingleObservationThat()
					.hasLowCardinalityKeyValue("failpoint", "orders.commit");
			});
	}

	@Test
	void isThereInWebApplications() {
		new WebApplicationContextRunner().withConfiguration(FAILPOINTS)
			.withConfiguration(OBSERVATIONS)
			.run((context) -> assertThat(context).hasSingleBean(FailpointObservationListener.class));
		new ReactiveWebApplicationContextRunner().withConfiguration(FAILPOINTS)
			.withConfiguration(OBSERVATIONS)
			.run((context) -> assertThat(context).hasSingleBean(FailpointObservationListener.class));
	}

	@Test
	void needsNoMeters() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasSingleBean(FailpointObservationListener.class)
				.doesNotHaveBean("failpointMeterFilter"));
	}

	@Test
	void needsNoTracing() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
			.run((context) -> assertThat(context).hasSingleBean(FailpointObservationListener.class));
	}

	@Test
	void backsOffWithoutObservations() {
		new ApplicationContextRunner().withConfiguration(FAILPOINTS)
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("failpointObservationListener"));
	}

	@Test
	void backsOffWithoutObservationRegistry() {
		new ApplicationContextRunner().withConfiguration(FAILPOINTS)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FailpointObservationListener.class)
				.doesNotHaveBean(FailpointMeterFilter.class));
	}

	@Test
	void backsOffWhenFailpointsAreSwitchedOff() {
		this.runner.withPropertyValues("failpoint.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FailpointObservationListener.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Declaration {

		@Bean
		FailpointHandle commit(FailpointRegistry failpoints) {
			return failpoints.failpoint("orders.commit");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Traced extends Declaration {

		@Bean
		Spans spans() {
			return new Spans();
		}

	}

	static final class Spans extends SpanHandler {

		private final List<MutableSpan> finished = new CopyOnWriteArrayList<>();

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			return this.finished.add(span);
		}

	}

}
