package io.github.failpoint.aop;

import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnreachableFailpoints}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreachableFailpointsTests {

	private static final String WARNING = " never reaches it, since ";

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void eachMethodThatCannotBeOverriddenIsNamedWithTheReason(CapturedOutput output) {
		this.contextRunner.withBean(Service.class).withBean(Closed.class, Closed::new).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(warning("closed", Closed.class, "run") + "its class is final. ")
				.contains(warning("fixed", Service.class, "fixed") + "it is final. ")
				.contains(warning("hidden", Service.class, "hidden") + "it is private. ")
				.contains(warning("shared", Service.class, "shared") + "it is static. ")
				.contains("Call FailpointRegistry.failpoint(\"shared\").hit() there instead")
				.doesNotContain("\"open\"");
			assertThat(FailpointContexts.registry(context).status("open")).isPresent();
			assertThat(FailpointContexts.registry(context).status("hidden")).isEmpty();
			assertThat(FailpointContexts.registry(context).status("closed")).isEmpty();
		});
	}

	@Test
	void recordIsLeftAlone(CapturedOutput output) {
		this.contextRunner.withBean(Setting.class, () -> new Setting("x")).run((context) -> {
			assertThat(context.getBean(Setting.class).value()).isEqualTo("x");
			assertThat(output).contains(warning("setting.value", Setting.class, "value") + "its class is final");
		});
	}

	@Test
	void classWithPrivateConstructorsIsLeftAlone(CapturedOutput output) {
		this.contextRunner.withBean(Single.class, Single::create).run((context) -> {
			assertThat(context.getBean(Single.class).run()).isEqualTo(1);
			assertThat(output)
				.contains(Single.class.getName() + ".run()" + WARNING + "no subclass of Single can be made");
		});
	}

	@Test
	void sealedClassIsLeftAlone(CapturedOutput output) {
		this.contextRunner.withBean(Sealed.class, Sealed::new).run((context) -> {
			assertThat(context.getBean(Sealed.class).run()).isEqualTo(1);
			assertThat(output)
				.contains(Sealed.class.getName() + ".run()" + WARNING + "no subclass of Sealed can be made");
		});
	}

	@Test
	void methodThatNoProxiedInterfaceHasIsNamed(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean(Implementation.class)
			.run((context) -> {
				Api<?> api = context.getBean(Api.class);
				assertThat(AopUtils.isJdkDynamicProxy(api)).isTrue();
				assertThat(output).containsOnlyOnce(WARNING)
					.contains(
							Implementation.class.getName() + ".extra()" + WARNING + "no interface of its proxy has it");
			});
	}

	@Test
	void finalClassBehindAnInterfaceIsReached(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean(ClosedImplementation.class)
			.run((context) -> {
				FailpointRegistry registry = FailpointContexts.registry(context);
				registry.enable("api.run", "return(5)");
				Api<Integer> api = context
					.<Api<Integer>>getBeanProvider(ResolvableType.forClass(ClosedImplementation.class).as(Api.class))
					.getObject();
				assertThat(api.run(1)).isEqualTo(5);
				assertThat(output).doesNotContain(WARNING);
			});
	}

	@Test
	void finalMethodBehindAnInterfaceIsReached(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean(Fixed.class)
			.run((context) -> {
				FailpointContexts.registry(context).enable("fixed.run", "return(5)");
				assertThat(context.getBean(Runner.class).run()).isEqualTo(5);
				assertThat(output).doesNotContain(WARNING);
			});
	}

	@Test
	void finalMethodIsReachedBehindAnInterfaceAfterABareBeanOfItsClass(CapturedOutput output) {
		this.contextRunner.withBean("bare", Fixed.class)
			.withBean("behind", Runner.class, () -> behindInterfaces(new Fixed()))
			.run((context) -> {
				assertThat(output).contains(warning("fixed.run", Fixed.class, "run") + "it is final");
				FailpointContexts.registry(context).enable("fixed.run", "return(5)");
				assertThat(((Runner) context.getBean("behind")).run()).isEqualTo(5);
				assertThat(((Runner) context.getBean("bare")).run()).isEqualTo(1);
			});
	}

	@SuppressWarnings("unchecked")
	@Test
	void proxyOfAnAdvisedBeanReachesTheFailpointOnce() {
		this.contextRunner.withUserConfiguration(Proxied.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("implementation.run", "off");
			context.getBean("behind", Api.class).run(null);
			assertThat(registry.status("implementation.run").orElseThrow().evaluations()).isOne();
		});
	}

	private static Runner behindInterfaces(Runner runner) {
		return (Runner) new ProxyFactory(runner).getProxy();
	}

	@Test
	void finalMethodOfAClassWithoutInterfaceIsNamed(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean(Service.class)
			.run((context) -> assertThat(output).contains(warning("fixed", Service.class, "fixed") + "it is final"));
	}

	@Test
	void laterBeanIsToldOfOnceBeforeItIsMade(CapturedOutput output) {
		this.contextRunner
			.withBean(Closed.class, Closed::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				assertThat(output).containsOnlyOnce(warning("closed", Closed.class, "run"));
				context.getBean(Closed.class);
				context.getBean(Closed.class);
				assertThat(output).containsOnlyOnce(warning("closed", Closed.class, "run"));
			});
	}

	@Test
	void methodWithoutAFailpointOfItsTypeIsNamed(CapturedOutput output) {
		this.contextRunner.withBean(Scheduler.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(Scheduler.class.getName() + ".connect()" + WARNING)
				.contains(Scheduler.class.getName() + ".later()" + WARNING)
				.contains(Scheduler.class.getName() + ".schedule()" + WARNING
						+ "a failpoint cannot make what it returns");
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(registry.status("scheduler.schedule")).isEmpty();
			registry.enable("scheduler.run", "return(5)");
			assertThat(context.getBean(Scheduler.class).run()).isEqualTo(5);
		});
	}

	@Test
	void nothingIsSaidIfAllMethodsAreReached(CapturedOutput output) {
		Supplier<Open> open = Open::new;
		this.contextRunner.withBean(Open.class, open).run((context) -> assertThat(output).doesNotContain(WARNING));
	}

	private static String warning(String name, Class<?> type, String method) {
		return "Failpoint \"" + name + "\": " + type.getName() + "." + method + "()" + WARNING;
	}

	static class Service {

		@Failpoint("open")
		public int open() {
			return hidden();
		}

		@Failpoint("fixed")
		public final int fixed() {
			return 1;
		}

		@Failpoint("hidden")
		private int hidden() {
			return 1;
		}

		@Failpoint("shared")
		static int shared() {
			return 1;
		}

	}

	static final class Closed {

		@Failpoint("closed")
		public int run() {
			return 1;
		}

	}

	record Setting(@Failpoint String value) {

	}

	static class Single {

		private Single() {
		}

		static Single create() {
			return new Single();
		}

		@Failpoint
		public int run() {
			return 1;
		}

	}

	static class Heir extends Single {

	}

	static sealed class Sealed permits Permitted {

		@Failpoint
		public int run() {
			return 1;
		}

	}

	static final class Permitted extends Sealed {

	}

	interface Api<T> {

		T run(T argument);

	}

	static class Implementation implements Api<Integer> {

		@Override
		@Failpoint
		public Integer run(Integer argument) {
			return 1;
		}

		@Failpoint
		public int extra() {
			return 1;
		}

	}

	static final class ClosedImplementation implements Api<Integer> {

		@Override
		@Failpoint("api.run")
		public Integer run(Integer argument) {
			return 1;
		}

	}

	interface Runner {

		int run();

	}

	static class Fixed implements Runner {

		@Override
		@Failpoint("fixed.run")
		public final int run() {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxied {

		@Bean
		Implementation plain() {
			return new Implementation();
		}

		@Bean
		Api<?> behind(Implementation plain) {
			ProxyFactory proxyFactory = new ProxyFactory();
			proxyFactory.setInterfaces(Api.class);
			proxyFactory.setTarget(plain);
			return (Api<?>) proxyFactory.getProxy();
		}

	}

	@Failpoint(at = Failpoint.At.AFTER)
	static class Scheduler {

		public int run() {
			return 1;
		}

		public ScheduledFuture<?> schedule() {
			throw new UnsupportedOperationException();
		}

		public ConnectableFlux<String> connect() {
			return Flux.<String>empty().publish();
		}

		public DeferredResult<String> later() {
			return new DeferredResult<>();
		}

	}

	static class Open {

		@Failpoint
		public int run() {
			return 1;
		}

	}

}
