package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointLimits;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.actuate.endpoint.ExemptInvokerAdvisor;
import io.github.failpoint.actuate.endpoint.FailpointDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointProblemDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointsDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointsEndpoint;
import io.github.failpoint.actuate.endpoint.FailpointsEndpointWebExtension;
import io.github.failpoint.actuate.endpoint.ReactiveFailpointsEndpointWebExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointsEndpointAutoConfiguration}.
 */
class FailpointsEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=failpoints";

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(FailpointAutoConfiguration.class, FailpointsEndpointAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void isThereWhenExposed() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(FailpointsEndpoint.class)
				.hasSingleBean(FailpointsEndpointWebExtension.class)
				.doesNotHaveBean(ReactiveFailpointsEndpointWebExtension.class)
				.hasSingleBean(ExemptInvokerAdvisor.class));
	}

	@Test
	void isThereWhenExposedInAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(FailpointsEndpoint.class)
				.hasSingleBean(ReactiveFailpointsEndpointWebExtension.class)
				.doesNotHaveBean(FailpointsEndpointWebExtension.class));
	}

	@Test
	void threadsAreKeptForItWhereItSharesThePort() {
		this.runner.withPropertyValues(EXPOSED, "server.tomcat.threads.max=8")
			.run((context) -> assertThat(maxWaiting(context)).isEqualTo(6));
		this.runner.withPropertyValues(EXPOSED, "server.tomcat.threads.max=8", "failpoint.limits.max-waiting-in-all=9")
			.run((context) -> assertThat(maxWaiting(context)).isEqualTo(9));
		this.runner.withPropertyValues(EXPOSED, "management.server.port=8081")
			.run((context) -> assertThat(maxWaiting(context)).isEqualTo(FailpointLimits.UNLIMITED));
		this.runner.run((context) -> assertThat(maxWaiting(context)).isEqualTo(FailpointLimits.UNLIMITED));
	}

	private static long maxWaiting(ApplicationContext context) {
		FailpointLimits limits = FailpointLimits.none();
		RequestThreads threads = context.getBeanProvider(RequestThreads.class).getIfAvailable();
		Long named = context.getEnvironment().getProperty("failpoint.limits.max-waiting-in-all", Long.class);
		FailpointLimits said = (named != null) ? limits.withMaxWaitingInAll(named) : limits;
		return (threads != null) ? threads.limit(said).maxWaitingInAll() : said.maxWaitingInAll();
	}

	@Test
	void isThereWhenExposedOverJmxAlone() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=failpoints")
			.run((context) -> assertThat(context).hasSingleBean(FailpointsEndpoint.class)
				.doesNotHaveBean("failpointsEndpointWebExtension")
				.doesNotHaveBean("reactiveFailpointsEndpointWebExtension"));
	}

	@Test
	void needsNoReactor() {
		this.runner.withClassLoader(new FilteredClassLoader("reactor", "org.reactivestreams"))
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(FailpointsEndpointWebExtension.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "READ_ONLY", "UNRESTRICTED" })
	void isThereWithAccess(String access) {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.failpoints.access=" + access)
			.run((context) -> assertThat(context).hasSingleBean(FailpointsEndpoint.class));
	}

	@Test
	void isNotThereWithoutAccess() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.failpoints.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(FailpointsEndpoint.class)
				.doesNotHaveBean(FailpointsEndpointWebExtension.class));
	}

	@Test
	void isNotThereWhenNotExposedThoughOtherEndpointsStayProtected() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FailpointsEndpoint.class)
			.doesNotHaveBean(FailpointsEndpointWebExtension.class)
			.hasSingleBean(ExemptInvokerAdvisor.class));
	}

	@Test
	void isNotThereWhenFailpointsAreSwitchedOff() {
		this.runner.withPropertyValues(EXPOSED, "failpoint.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FailpointsEndpoint.class)
				.doesNotHaveBean(FailpointsEndpointWebExtension.class)
				.doesNotHaveBean(ExemptInvokerAdvisor.class));
	}

	@Test
	void answersNothingWhenFailpointsAreSwitchedOffAfterTheBeansWereChosen() {
		FailpointsEndpoint endpoint = new FailpointsEndpointAutoConfiguration().failpointsEndpoint(
				new FailpointRegistry(), new MockEnvironment().withProperty("failpoint.enabled", "false"));
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(endpoint::failpoints)
			.withMessage("Failpoints are switched off by 'failpoint.enabled=false'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate", "org.springframework.boot.actuate.autoconfigure" })
	void backsOffWithoutActuator(String missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FailpointRegistry.class)
				.doesNotHaveBean("failpointsEndpoint")
				.doesNotHaveBean("failpointExemptInvokerAdvisor"));
	}

	@Test
	void backsOffWithoutARegistry() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FailpointsEndpointAutoConfiguration.class))
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FailpointsEndpoint.class));
	}

	@Test
	void backsOffForAnEndpointOfTheUser() {
		this.runner.withUserConfiguration(EndpointConfiguration.class)
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).getBean(FailpointsEndpoint.class)
				.isSameAs(context.getBean("custom")));
	}

	@Test
	void nativeImagesCanWriteAllBodies() {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, FailpointsEndpointAutoConfiguration.class,
				FailpointsEndpoint.class);
		for (Class<?> body : new Class<?>[] { FailpointDescriptor.class, FailpointsDescriptor.class,
				FailpointProblemDescriptor.class }) {
			assertThat(RuntimeHintsPredicates.reflection().onType(body)).accepts(hints);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class EndpointConfiguration {

		@Bean
		FailpointsEndpoint custom(FailpointRegistry registry) {
			return new FailpointsEndpoint(registry, true);
		}

	}

}
