package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.UnreachableSite;
import io.github.failpoint.annotation.Failpoint;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanNameAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContainerCallbacks}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContainerCallbacksTests {

	private static final String DEFINED = "the container calls it on the bean itself, when it initialises or destroys it";

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callbacksOfTheLifecycleAreNamedOneByOne(boolean gate, CapturedOutput output) {
		this.contextRunner.withPropertyValues("failpoint.aop.gate=" + gate).withBean(Stock.class).run((context) -> {
			for (String callback : new String[] { "fill", "empty", "afterPropertiesSet", "destroy", "setBeanName" }) {
				assertUnreachable(FailpointContexts.registry(context), "stock." + callback, DEFINED);
				assertThat(output).containsOnlyOnce("Failpoint \"stock." + callback + "\": ");
			}
			FailpointContexts.registry(context).enable("stock.count", "return(5)");
			assertThat(context.getBean(Stock.class).count()).isEqualTo(5);
		});
	}

	@Test
	void methodsThatTakeWhatIsInjectedAreNamed() {
		this.contextRunner.withBean(Injected.class).run((context) -> {
			String reason = "the container injects through it, into the bean itself";
			assertUnreachable(FailpointContexts.registry(context), "injected.autowired", reason);
			assertUnreachable(FailpointContexts.registry(context), "injected.setEnvironment", reason);
			assertThat(FailpointContexts.registry(context).status("injected.setLimit")).isPresent();
		});
	}

	@Test
	void settersOfPropertiesAreNamed() {
		this.contextRunner.withUserConfiguration(Bound.class)
			.run((context) -> assertUnreachable(FailpointContexts.registry(context), "limits.setMax",
					"properties are bound through it, to the bean itself"));
	}

	@Test
	void methodsThatADefinitionNamesAreNamed() {
		this.contextRunner.withUserConfiguration(Defined.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertUnreachable(registry, "pump.open", DEFINED);
			assertUnreachable(registry, "pump.drain", DEFINED);
			assertUnreachable(registry, "valve.close", DEFINED);
			assertThat(registry.status("hose.close")).isPresent();
		});
	}

	@Test
	void callbackThatSomebodyElseCallsIsReached() {
		this.contextRunner.withBean(Shared.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("shared.reload", "off");
			registry.enable("shared.listen", "off");
			context.getBean(Reloadable.class).reload();
			context.publishEvent("event");
			assertThat(registry.status("shared.reload").orElseThrow().evaluations()).isOne();
			assertThat(registry.status("shared.listen").orElseThrow().evaluations()).isOne();
		});
	}

	private static void assertUnreachable(FailpointRegistry registry, String name, String reason) {
		assertThat(registry.status(name)).isEmpty();
		assertThat(registry.unreachableSites(name)).extracting(UnreachableSite::reason).containsExactly(reason);
	}

	static class Stock implements InitializingBean, DisposableBean, BeanNameAware {

		@PostConstruct
		@Failpoint
		void fill() {
		}

		@PreDestroy
		@Failpoint
		public void empty() {
		}

		@Override
		@Failpoint
		public void afterPropertiesSet() {
		}

		@Override
		@Failpoint
		public void destroy() {
		}

		@Override
		@Failpoint
		public void setBeanName(String name) {
		}

		@Failpoint
		public int count() {
			return 1;
		}

	}

	static class Injected {

		@Autowired
		@Failpoint
		void autowired(Environment environment) {
		}

		@Resource
		@Failpoint
		public void setEnvironment(Environment environment) {
		}

		@Failpoint
		public void setLimit(int limit) {
		}

	}

	@ConfigurationProperties("limits")
	static class Limits {

		@Failpoint
		public void setMax(int max) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties
	static class Bound {

		@Bean
		Limits limits() {
			return new Limits();
		}

	}

	static class Pump {

		@Failpoint
		public void open() {
		}

		@Failpoint
		public void drain() {
		}

	}

	static class Valve implements AutoCloseable {

		@Override
		@Failpoint
		public void close() {
		}

	}

	static class Hose extends Valve {

	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		@Bean(initMethod = "open", destroyMethod = "drain")
		Pump pump() {
			return new Pump();
		}

		@Bean
		Valve valve() {
			return new Valve();
		}

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		Hose hose() {
			return new Hose();
		}

	}

	interface Reloadable {

		void reload();

	}

	static class Shared implements Reloadable {

		@Override
		@PostConstruct
		@Failpoint
		public void reload() {
		}

		@PreDestroy
		@EventListener(String.class)
		@Failpoint
		public void listen() {
		}

	}

}
