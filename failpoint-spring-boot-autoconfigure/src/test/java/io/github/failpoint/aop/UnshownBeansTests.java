package io.github.failpoint.aop;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointStatus.Reason;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UnshownBeans}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnshownBeansTests {

	private static final AtomicInteger made = new AtomicInteger();

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@BeforeEach
	void reset() {
		made.set(0);
	}

	@Test
	void postProcessorsAndWhatTheyNeedAreNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Early.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).isEmpty();
			assertTold(output, "early.beans",
					"the bean is a post-processor, which is made before failpoints are placed");
			assertTold(output, "early.factory",
					"the bean is a post-processor, which is made before failpoints are placed");
			assertTold(output, "early.service",
					"the bean is there before failpoints are placed: a post-processor needs it");
			FailpointStatus status = registry.enable("early.service", "throw(IllegalStateException)");
			assertThat(status.notTriggered()).isEqualTo(Reason.UNREACHABLE);
			assertThat(status.explanation()).contains("a post-processor needs it");
			assertThat(context.getBean(Service.class).run()).isEqualTo(1);
		});
	}

	@Test
	void postProcessorThatIsMadeAfterOursIsNamed(CapturedOutput output) {
		FailpointContexts.runner(LateProcessorAutoConfiguration.class).run((context) -> {
			assertThat(FailpointContexts.declaredByBeans(FailpointContexts.registry(context))).isEmpty();
			assertTold(output, "late.processor",
					"the bean is a post-processor, which is made before failpoints are placed");
		});
	}

	@Test
	void settingOfAnEarlyBeanIsWarnedOfWithTheReason(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Early.class)
			.withPropertyValues("failpoint.points.early.service=off")
			.run((context) -> assertThat(output).containsPattern("nobody declares \"early\\.service\" of "
					+ "'failpoint\\.points\\.early\\.service'.*: .*Service\\.run\\(\\) never reaches it, since the "
					+ "bean is there before failpoints are placed"));
	}

	@Test
	void registeredSingletonIsNamed(CapturedOutput output) {
		this.contextRunner
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("service", new Service()))
			.run((context) -> assertTold(output, "early.service",
					"the bean was registered as a singleton, which no post-processor is shown"));
	}

	@Test
	void registeredProxyIsNamed(CapturedOutput output) {
		Object proxy = Proxy.newProxyInstance(Registered.class.getClassLoader(), new Class<?>[] { Registered.class },
				(instance, method, arguments) -> 1);
		this.contextRunner.withInitializer((context) -> context.getBeanFactory().registerSingleton("registered", proxy))
			.run((context) -> assertTold(output, "registered.run",
					"the bean was registered as a singleton, which no post-processor is shown"));
	}

	@Test
	void whatAFactoryHadMadeBeforeIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(EarlyProduct.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).isEmpty();
			assertTold(output, "product.run",
					"the bean is there before failpoints are placed: a post-processor needs it");
			registry.enable("product.run", "return(5)");
			assertThat(context.getBean(Product.class).run()).isNotEqualTo(5);
		});
	}

	@Test
	void whatAFactoryMakesLaterIsReachedThoughTheFactoryIsEarly(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(EarlyProducer.class).run((context) -> {
			FailpointContexts.registry(context).enable("product.run", "return(5)");
			assertThat(context.getBean(Product.class).run()).isEqualTo(5);
			assertThat(output).doesNotContain("never reaches it");
		});
	}

	@Test
	void beanOfTheSameClassIsReached(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Early.class).withBean("another", Service.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("early.service", "return(5)");
			assertThat(context.getBean("another", Service.class).run()).isEqualTo(5);
			assertThat(context.getBean("service", Service.class).run()).isEqualTo(1);
			assertThat(registry.status("early.service").orElseThrow().unreachable()).hasSize(1);
			assertTold(output, "early.service",
					"the bean is there before failpoints are placed: a post-processor needs it");
		});
	}

	@Test
	void failpointsOfLaterBeansAreDeclaredBeforeTheyAreMade(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Later.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("named.run", "product.run",
					"prototype.run", "unhurried.run");
			assertThat(made).hasValue(0);
			registry
				.enableAll("named.run=return(2);product.run=return(3);prototype.run=return(4);unhurried.run=return(5)");
			assertThat(context.getBean(Named.class).run()).isEqualTo(2);
			assertThat(context.getBean(Product.class).run()).isEqualTo(3);
			assertThat(context.getBean(Prototype.class).run()).isEqualTo(4);
			assertThat(context.getBean(Unhurried.class).run()).isEqualTo(5);
			assertThat(output).doesNotContain("never reaches");
		});
	}

	@Test
	void standardProxiesAreReachedToo() {
		this.contextRunner.withPropertyValues("failpoint.aop.gate=false")
			.withUserConfiguration(Later.class)
			.run((context) -> {
				FailpointContexts.registry(context).enable("prototype.run", "return(4)");
				assertThat(context.getBean(Prototype.class).run()).isEqualTo(4);
			});
	}

	@Test
	void settingsAreCheckedAgainstLaterBeans() {
		this.contextRunner.withUserConfiguration(Later.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("prototype.run", "return(text)"));
		});
		this.contextRunner.withUserConfiguration(Later.class)
			.withPropertyValues("failpoint.points.prototype.run=return(text)")
			.run((context) -> assertThat(context).getFailure().isInstanceOf(FailpointMismatchException.class));
	}

	@Test
	void settingOfALaterBeanIsNoUnknownName(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Later.class)
			.withPropertyValues("failpoint.points.prototype.run=off", "failpoint.unknown-names=fail")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("nobody declares");
			});
	}

	@Test
	void beansOfARequestAndOfASessionAreDeclared() {
		new WebApplicationContextRunner().withConfiguration(FailpointContexts.autoConfigurations())
			.withUserConfiguration(WebScopes.class)
			.run((context) -> {
				FailpointRegistry registry = FailpointContexts.registry(context);
				assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("prototype.run",
						"unhurried.run");
				assertThat(registry.status("prototype.run").orElseThrow().sites()).hasSize(1);
				assertThat(made).hasValue(0);
			});
	}

	@Test
	void noClassIsInitialised() {
		this.contextRunner.withBean(Heavy.class, Heavy::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(FailpointContexts.registry(context).status("heavy.run")).isPresent();
				assertThat(made).hasValue(0);
			});
	}

	private static void assertTold(CapturedOutput output, String name, String reason) {
		assertThat(output).containsOnlyOnce("Failpoint \"" + name + "\": ")
			.containsPattern("WARN.*Failpoint \"" + name + "\": .*\\(\\) never reaches it, since " + reason);
	}

	static class BeanProcessor implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return 0;
		}

		@Failpoint("early.beans")
		public int run() {
			return 1;
		}

	}

	static class LateProcessor implements BeanPostProcessor {

		@Failpoint("late.processor")
		public int run() {
			return 1;
		}

	}

	@AutoConfiguration(after = FailpointAopAutoConfiguration.class)
	static class LateProcessorAutoConfiguration {

		@Bean
		static LateProcessor lateProcessor() {
			return new LateProcessor();
		}

	}

	static class FactoryProcessor implements BeanFactoryPostProcessor {

		@Override
		public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
			beanFactory.getBean("service");
		}

		@Failpoint("early.factory")
		public int run() {
			return 1;
		}

	}

	static class Service {

		@Failpoint("early.service")
		public int run() {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Early {

		@Bean
		static BeanProcessor beanProcessor() {
			return new BeanProcessor();
		}

		@Bean
		static FactoryProcessor factoryProcessor() {
			return new FactoryProcessor();
		}

		@Bean
		static Service service() {
			return new Service();
		}

	}

	static class Counted {

		Counted() {
			made.incrementAndGet();
		}

	}

	static class Prototype extends Counted {

		@Failpoint
		public int run() {
			return 1;
		}

	}

	static class Unhurried extends Counted {

		@Failpoint
		public int run() {
			return 1;
		}

	}

	interface Named {

		@Failpoint("named.run")
		int run();

		@Failpoint
		default int walk() {
			return 1;
		}

	}

	static class Implementation extends Counted implements Named {

		@Override
		public int run() {
			return 1;
		}

	}

	static class Product extends Counted {

		@Failpoint
		public int run() {
			return 1;
		}

	}

	static class Producer implements FactoryBean<Product> {

		@Override
		public Product getObject() {
			return new Product();
		}

		@Override
		public Class<?> getObjectType() {
			return Product.class;
		}

	}

	interface Registered {

		@Failpoint("registered.run")
		int run();

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyProduct {

		@Bean
		static Producer product() {
			return new Producer();
		}

		@Bean
		static BeanFactoryPostProcessor needsTheProduct() {
			return (beanFactory) -> beanFactory.getBean("product");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyProducer {

		@Bean
		static Producer product() {
			return new Producer();
		}

		@Bean
		static BeanFactoryPostProcessor needsTheProducer() {
			return (beanFactory) -> beanFactory.getBean("&product");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Later {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		Prototype prototype() {
			return new Prototype();
		}

		@Bean
		@Lazy
		Unhurried unhurried() {
			return new Unhurried();
		}

		@Bean
		@Lazy
		Named named() {
			return new Implementation();
		}

		@Bean
		Producer producer() {
			return new Producer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebScopes {

		@Bean
		@RequestScope
		Prototype requested() {
			return new Prototype();
		}

		@Bean
		@SessionScope
		Unhurried kept() {
			return new Unhurried();
		}

	}

	static class Heavy {

		static {
			made.incrementAndGet();
		}

		@Failpoint
		public int run() {
			return 1;
		}

	}

}
