package io.github.failpoint.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.Failpoints;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;
import io.github.failpoint.convert.ValueConverter;
import io.github.failpoint.environment.TestApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class FailpointAutoConfigurationTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class));

	@Test
	void registryIsABean() {
		this.runner
			.run((context) -> assertThat(context).hasSingleBean(FailpointRegistry.class).hasBean("failpointRegistry"));
	}

	@Test
	void allAutoConfigurationsStartTogether() {
		AutoConfigurations all = AutoConfigurations.of(FailpointAutoConfiguration.class,
				FailpointAopAutoConfiguration.class, FailpointsEndpointAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(all).run((context) -> assertThat(context).hasNotFailed());
		new WebApplicationContextRunner().withConfiguration(all).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void othersStepBackIfThisOneIsExcluded() {
		AutoConfigurations others = AutoConfigurations.of(FailpointAopAutoConfiguration.class,
				FailpointsEndpointAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(others)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FailpointAnnotationBeanPostProcessor.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "failpoint.enabled", "failpoint.allow-destructive", "failpoint.aop.gate",
			"failpoint.aop.position", "spring.aop.proxy-target-class" })
	void valueThatCannotBeBoundStopsTheStart(String property) {
		this.runner.withConfiguration(AutoConfigurations.of(FailpointAopAutoConfiguration.class))
			.withPropertyValues(property + "=maybe")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("BindException: Failed to bind properties under '" + property + "'"));
	}

	@Test
	void worksWithoutActuatorJacksonAndWeb() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "com.fasterxml.jackson",
					"tools.jackson", "org.springframework.web", "org.springframework.http", "jakarta"))
			.withPropertyValues("failpoint.points.orders.commit=throw(SQLException)")
			.withUserConfiguration(TestApplication.Orders.class)
			.run((context) -> assertThat(enabled(context.getBean(FailpointRegistry.class)))
				.containsExactly("orders.commit"));
	}

	@Test
	void userDefinedRegistryWins() {
		FailpointRegistry own = new FailpointRegistry();
		this.runner.withBean("ownRegistry", FailpointRegistry.class, () -> own)
			.withPropertyValues("failpoint.points.orders.commit=pause")
			.run((context) -> {
				assertThat(context.getBean(FailpointRegistry.class)).isSameAs(own);
				assertThat(context).doesNotHaveBean(FailpointRegistryCloser.class);
				assertThat(enabled(own)).isEmpty();
			});
	}

	@Test
	void disabledRegistryRefusesEverything() {
		this.runner
			.withPropertyValues("failpoint.enabled=false", "failpoint.points.orders.commit=5*",
					"failpoint.unknown-names=fail")
			.run((context) -> {
				FailpointRegistry registry = context.getBean(FailpointRegistry.class);
				registry.failpoint("orders.commit").hit();
				assertThatExceptionOfType(SettingRefusedException.class)
					.isThrownBy(() -> registry.enable("orders.commit", "off"))
					.withMessageContaining("Failpoints are switched off by 'failpoint.enabled=false'");
			});
	}

	@Test
	void destructiveActionsNeedTheProperty() {
		this.runner.run((context) -> assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> context.getBean(FailpointRegistry.class).enable("a", "exit")));
		this.runner.withPropertyValues("failpoint.allow-destructive=true", "failpoint.points.a=exit")
			.run((context) -> assertThat(enabled(context.getBean(FailpointRegistry.class))).containsExactly("a"));
	}

	@Test
	void staticFailpointsFollowUntilTheContextCloses() {
		FailpointHandle handle = Failpoints.failpoint("autoconfigure.static");
		this.runner.withPropertyValues("failpoint.points.autoconfigure.static=panic")
			.run((context) -> assertThatExceptionOfType(RuntimeException.class).isThrownBy(handle::hit)
				.withMessageContaining("autoconfigure.static"));
		handle.hit();
	}

	@Test
	void childUsesTheRegistryOfItsParent() {
		this.runner.run((parent) -> this.runner.withParent(parent)
			.withPropertyValues("failpoint.points.orders.commit=pause")
			.run((child) -> {
				assertThat(child.getBean(FailpointRegistry.class)).isSameAs(parent.getBean(FailpointRegistry.class));
				assertThat(child.containsLocalBean("failpointRegistry")).isFalse();
			}));
	}

	@Test
	void unrelatedContextsDoNotSeeEachOther() {
		this.runner.withPropertyValues("failpoint.points.orders.commit=pause").run((one) -> this.runner.run((other) -> {
			assertThat(enabled(one.getBean(FailpointRegistry.class))).containsExactly("orders.commit");
			assertThat(other.getBean(FailpointRegistry.class).failpoints()).extracting(FailpointStatus::name)
				.doesNotContain("orders.commit");
		}));
	}

	@Test
	void closingAChildReleasesNothing() {
		this.runner.withPropertyValues("failpoint.points.orders.commit=pause").run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			Thread paused = pause(registry);
			GenericApplicationContext child = new GenericApplicationContext(context);
			child.refresh();
			child.close();
			this.runner.withParent(context).run((other) -> assertThat(other).hasNotFailed());
			assertThat(registry.status("orders.commit")).get().extracting(FailpointStatus::waiting).isEqualTo(1L);
			registry.disable("orders.commit");
			paused.join(LONG.toMillis());
			assertThat(paused.isAlive()).isFalse();
		});
	}

	@Test
	void closingTheContextReleasesWaitersBeforeItsLifecycleEnds() {
		this.runner.withPropertyValues("failpoint.points.orders.commit=pause").withBean(Work.class).run((context) -> {
			Work work = context.getBean(Work.class);
			work.thread = pause(context.getBean(FailpointRegistry.class));
			context.close();
			assertThat(work.endedInTime).isTrue();
		});
	}

	@Test
	void closedRegistryTakesNoMoreSettings() {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			context.close();
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> registry.enable("a", "off"));
		});
	}

	@Test
	void listenersAreOrdinaryBeans() {
		this.runner.withUserConfiguration(ListenerConfiguration.class).run((context) -> {
			context.getBean(FailpointRegistry.class).enable("a", "off");
			assertThat(context.getBean(RecordingListener.class).enabled).containsExactly("a");
		});
	}

	@Test
	void listenersOfAChildStayAsLongAsTheChild() {
		this.runner.withUserConfiguration(ListenerConfiguration.class).run((parent) -> {
			FailpointRegistry registry = parent.getBean(FailpointRegistry.class);
			RecordingListener listener = new RecordingListener();
			this.runner.withParent(parent)
				.withBean("childListener", RecordingListener.class, () -> listener)
				.run((child) -> {
					assertThat(child).hasNotFailed();
					registry.enable("a", "off");
				});
			registry.enable("b", "off");
			assertThat(listener.enabled).containsExactly("a");
			assertThat(parent.getBean(RecordingListener.class).enabled).containsExactly("a", "b");
		});
	}

	@Test
	void registryCanBeTheFirstBean(CapturedOutput output) {
		this.runner.withUserConfiguration(EarlyConfiguration.class, ListenerConfiguration.class)
			.withPropertyValues("failpoint.points.orders.commit=off")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(EarlyPostProcessor.class).created).isTrue();
				assertThat(output).doesNotContain("not eligible for getting processed");
			});
	}

	@Test
	void registryCanBeNeededWhilePostProcessorsAreCreated(CapturedOutput output) {
		this.runner.withUserConfiguration(EarlyConfiguration.class, LatePostProcessorConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.getOut().lines().filter((line) -> line.contains("not eligible"))).singleElement()
					.asString()
					.contains("LatePostProcessorConfiguration");
			});
	}

	@Test
	void settingsAreInForceWithLazyInitialization() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("failpoint.points.autoconfigure.lazy=panic")
			.run((context) -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> Failpoints.hit("autoconfigure.lazy")));
	}

	@Test
	void valueConverterIsAskedWhenItIsNeeded() {
		this.runner
			.withBean(ValueConverter.class,
					() -> (type, place) -> (value) -> () -> () -> new StringBuilder(value.toString()))
			.run((context) -> {
				FailpointRegistry registry = context.getBean(FailpointRegistry.class);
				registry.enable("a", "return(x)");
				StringBuilder result = registry.failpoint("a").evaluate(StringBuilder.class, StringBuilder::new);
				assertThat(result).isNotEmpty();
			});
	}

	@Test
	void valueConverterIsLookedUpOnce() {
		AtomicInteger created = new AtomicInteger();
		this.runner.withBean(ValueConverter.class, () -> {
			created.incrementAndGet();
			return (type, place) -> (value) -> () -> () -> new StringBuilder(value.toString());
		}, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)).run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "return(w)");
			registry.failpoint("a").evaluate(StringBuilder.class, StringBuilder::new);
			int once = created.get();
			for (String terms : List.of("return(x)", "return(y)")) {
				registry.enable("a", terms);
				registry.failpoint("a").evaluate(StringBuilder.class, StringBuilder::new);
			}
			assertThat(created).hasValue(once);
		});
	}

	@Test
	void typeThatNobodyKnowsIsToldToWhoeverNeedsIt() {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "return(x)");
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> registry.failpoint("a").evaluate(StringBuilder.class, StringBuilder::new))
				.withMessageContaining("a java.lang.StringBuilder takes only");
		});
	}

	private static List<String> enabled(FailpointRegistry registry) {
		return registry.failpoints()
			.stream()
			.filter((status) -> status.state() == FailpointStatus.State.ENABLED)
			.map(FailpointStatus::name)
			.toList();
	}

	private static Thread pause(FailpointRegistry registry) throws InterruptedException {
		Thread thread = new Thread(registry.failpoint("orders.commit")::hit);
		thread.setDaemon(true);
		thread.start();
		assertThat(registry.awaitWaiting("orders.commit", 1, LONG)).isEqualTo(AwaitOutcome.REACHED);
		return thread;
	}

	static final class Work implements SmartLifecycle {

		private @Nullable Thread thread;

		private boolean endedInTime;

		@Override
		public void start() {
		}

		@Override
		public void stop() {
			try {
				if (this.thread != null) {
					this.thread.join(LONG.toMillis());
					this.endedInTime = !this.thread.isAlive();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public boolean isRunning() {
			return this.thread != null;
		}

	}

	static final class RecordingListener implements FailpointListener {

		private final List<String> enabled = new ArrayList<>();

		@Override
		public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
			this.enabled.add(status.name());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		@Bean
		RecordingListener recordingListener() {
			return new RecordingListener();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		@Bean
		static EarlyPostProcessor earlyPostProcessor(ObjectProvider<FailpointRegistry> registry) {
			return new EarlyPostProcessor(registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LatePostProcessorConfiguration {

		@Bean
		BeanPostProcessor latePostProcessor() {
			return new BeanPostProcessor() {
			};
		}

	}

	static final class EarlyPostProcessor implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return 0;
		}

		private final ObjectProvider<FailpointRegistry> registry;

		private final AtomicBoolean asking = new AtomicBoolean();

		private boolean created;

		EarlyPostProcessor(ObjectProvider<FailpointRegistry> registry) {
			this.registry = registry;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (this.asking.compareAndSet(false, true)) {
				this.registry.getObject();
				this.created = true;
			}
			return bean;
		}

	}

}
