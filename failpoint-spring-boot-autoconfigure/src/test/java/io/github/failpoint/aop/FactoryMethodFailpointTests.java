package io.github.failpoint.aop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.failpoint.FailpointPanicException;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Failpoint @Failpoint} on factory methods.
 */
@ExtendWith(OutputCaptureExtension.class)
class FactoryMethodFailpointTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void annotationIsForTheMethodsOfTheBean(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Libraries.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("client.ask", "client.fetch");
			registry.enable("client.fetch", "return(5)");
			assertThat(context.getBean("client", Client.class).fetch()).isEqualTo(5);
			assertThat(context.getBean("other", Client.class).fetch()).isEqualTo(1);
			assertThat(AopUtils.isAopProxy(context.getBean("other"))).isFalse();
			assertThat(AopUtils.isAopProxy(context.getBean(Libraries.class))).isFalse();
			assertThat(output).doesNotContain("WARN");
		});
	}

	@Test
	void standardProxiesReachThemToo() {
		this.contextRunner.withPropertyValues("failpoint.aop.gate=false")
			.withUserConfiguration(Libraries.class)
			.run((context) -> {
				FailpointContexts.registry(context).enable("client.fetch", "return(5)");
				assertThat(context.getBean("client", Client.class).fetch()).isEqualTo(5);
			});
	}

	@Test
	void whatMakesTheBeanReachesNothing() {
		Counting.made.set(0);
		this.contextRunner.withPropertyValues("failpoint.points.counter=panic")
			.withUserConfiguration(Counting.class)
			.run((context) -> {
				assertThat(Counting.made).hasValue(1);
				assertThat(context.getBean(Counting.class).again()).isSameAs(context.getBean("counter"));
				assertThatExceptionOfType(FailpointPanicException.class)
					.isThrownBy(() -> context.getBean(Client.class).ask());
			});
	}

	@Test
	void annotationsOfTheClassWin() {
		this.contextRunner.withUserConfiguration(Annotated.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("method", "outside", "type");
			registry.enable("method", "off");
			registry.enable("outside", "off");
			context.getBean(Half.class).own();
			context.getBean(Half.class).other();
			assertThat(registry.status("method").orElseThrow().evaluations()).isOne();
			assertThat(registry.status("outside").orElseThrow().evaluations()).isOne();
			assertThat(registry.status("type").orElseThrow().sites()).singleElement()
				.isEqualTo(Whole.class.getName() + ".run()");
		});
	}

	@Test
	void interfacesOfLambdasAndProductsOfFactoryBeansCount() {
		this.contextRunner.withUserConfiguration(Made.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("client.ask", "client.fetch",
					"supplier.get");
			registry.enable("supplier.get", "return(null)");
			registry.enable("client.ask", "return(5)");
			assertThat(context.getBean(Supplier.class).get()).isNull();
			assertThat(context.getBean(Client.class).ask()).isEqualTo(5);
		});
	}

	@Test
	void lazyAndPrototypeBeansAreDeclaredBeforeTheyAreMade() {
		Counting.made.set(0);
		this.contextRunner.withUserConfiguration(Later.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("later", "named");
			assertThat(Counting.made).hasValue(0);
			registry.enable("later", "return(5)");
			registry.enable("named", "return(6)");
			assertThat(context.getBean("prototype", Client.class).ask()).isEqualTo(5);
			assertThat(context.getBean("prototype", Client.class).ask()).isEqualTo(5);
			assertThat(context.getBean(Asking.class).ask()).isEqualTo(6);
		});
	}

	@Test
	void oneLineTellsOfABeanThatCannotBeReached(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Closed.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).isEmpty();
			assertThat(context.getBean(Final.class).run()).isEqualTo(1);
			assertThat(output)
				.containsOnlyOnce("@Failpoint on " + Closed.class.getName() + ".closed() has no effect: no "
						+ "method of the bean reaches a failpoint, since its class is final")
				.containsOnlyOnce(
						"@Failpoint on " + Closed.class.getName() + ".processor() has no effect: no method of "
								+ "the bean reaches a failpoint, since the bean is a post-processor");
			assertThat(registry.unreachableSites("final.run")).hasSize(1);
			assertThat(registry.unreachableSites("processor.run")).hasSize(1);
		});
	}

	static class Client implements SmartLifecycle, AutoCloseable {

		public int fetch() {
			return 1;
		}

		public int ask() {
			return 1;
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public void close() {
		}

	}

	@Configuration
	static class Libraries {

		@Bean
		@Failpoint
		static Client client() {
			return new Client();
		}

		@Bean
		Client other() {
			return new Client();
		}

	}

	@Configuration
	static class Counting {

		private static final AtomicInteger made = new AtomicInteger();

		@Bean
		@Failpoint("counter")
		Client counter() {
			made.incrementAndGet();
			return new Client();
		}

		Client again() {
			return counter();
		}

	}

	static class Half {

		@Failpoint("method")
		public int own() {
			return 1;
		}

		public int other() {
			return 1;
		}

	}

	@Failpoint("type")
	static class Whole {

		public int run() {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		@Bean
		@Failpoint("outside")
		Half half() {
			return new Half();
		}

		@Bean
		@Failpoint("outside")
		Whole whole() {
			return new Whole();
		}

	}

	static class Producer implements FactoryBean<Client> {

		@Override
		public Client getObject() {
			return new Client();
		}

		@Override
		public Class<?> getObjectType() {
			return Client.class;
		}

		public void configure() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Made {

		@Bean
		@Failpoint
		Supplier<String> supplier() {
			return () -> "one";
		}

		@Bean
		@Failpoint
		Producer producer() {
			return new Producer();
		}

	}

	interface Asking {

		int ask();

	}

	static class Asked implements Asking {

		@Override
		public int ask() {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Later {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		@Failpoint("later")
		Client prototype() {
			Counting.made.incrementAndGet();
			return new Client();
		}

		@Bean
		@Lazy
		@Failpoint("named")
		Asking asking() {
			Counting.made.incrementAndGet();
			return new Asked();
		}

	}

	static final class Final {

		public int run() {
			return 1;
		}

		public int walk() {
			return 1;
		}

	}

	static class Processor implements BeanPostProcessor {

		public int run() {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Closed {

		@Bean
		@Failpoint
		Final closed() {
			return new Final();
		}

		@Bean
		@Failpoint
		static Processor processor() {
			return new Processor();
		}

	}

}
