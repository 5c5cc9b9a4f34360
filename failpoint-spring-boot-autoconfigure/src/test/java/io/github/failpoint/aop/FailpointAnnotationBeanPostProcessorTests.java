package io.github.failpoint.aop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import io.github.failpoint.convert.ValueConverter;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FailpointAnnotationBeanPostProcessor}.
 */
class FailpointAnnotationBeanPostProcessorTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void methodReachesFailpointThatIsEnabled() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			Orders orders = context.getBean(Orders.class);
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			assertThat(AopUtils.isAopProxy(orders)).isTrue();
			assertThat(orders.place("book")).isEqualTo(1);
			registry.enable("orders.place", "1*throw(IllegalStateException)->return(42)");
			assertThatIllegalStateException().isThrownBy(() -> orders.place("book"))
				.withMessage("failpoint orders.place");
			assertThat(orders.place("book")).isEqualTo(42);
			registry.disable("orders.place");
			assertThat(orders.place("book")).isEqualTo(1);
		});
	}

	@Test
	void beanWithoutFailpointIsNotProxied() {
		this.contextRunner.withBean(Plain.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Plain.class))).isFalse());
	}

	@Test
	void prototypesShareTheirSitesAndTheirAdvice() {
		this.contextRunner
			.withBean(Orders.class, Orders::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				Advised first = (Advised) context.getBean(Orders.class);
				Advised last = first;
				for (int i = 0; i < 10_000; i++) {
					last = (Advised) context.getBean(Orders.class);
				}
				assertThat(last).isNotSameAs(first);
				assertThat(last.getAdvisors()[0]).isSameAs(first.getAdvisors()[0]);
				assertThat(status(context.getBean(FailpointRegistry.class), "orders.place").sites()).hasSize(1);
			});
	}

	@Test
	void beanThatIsCreatedAfterItsFailpointWasEnabledReachesIt() {
		this.contextRunner.withBean(Orders.class, Orders::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				FailpointRegistry registry = context.getBean(FailpointRegistry.class);
				assertThat(registry.enable("orders.place", "return(42)").declared()).isTrue();
				assertThat(context.getBean(Orders.class).place("book")).isEqualTo(42);
				assertThat(status(registry, "orders.place").declared()).isTrue();
			});
	}

	@Test
	void registryOfAConfigurationThatNeedsBeansIsFound() {
		new ApplicationContextRunner().withUserConfiguration(RegistryConfiguration.class)
			.withConfiguration(
					AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).hasSingleBean(FailpointRegistry.class);
				assertThat(context.getBean(Orders.class).place("book")).isEqualTo(42);
			});
	}

	@Test
	void packagePrivateAndProtectedMethodsAreIntercepted() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			FailpointContexts.registry(context)
				.enableAll("orders.place=return(2);orders.cancel=return(3);orders.all=return(4)");
			Orders orders = context.getBean(Orders.class);
			assertThat(orders.place("")).isEqualTo(2);
			assertThat(orders.cancel()).isEqualTo(3);
			assertThat(orders.all()).isEqualTo(4);
		});
	}

	@Test
	void objectMethodsOfProxiedBeanAreItsOwn() {
		this.contextRunner.withBean("first", Pair.class, () -> new Pair("x"))
			.withBean("second", Pair.class, () -> new Pair("x"))
			.withBean("third", Pair.class, () -> new Pair("y"))
			.run((context) -> {
				Object first = context.getBean("first");
				assertThat(AopUtils.isAopProxy(first)).isTrue();
				assertThat(first).isEqualTo(context.getBean("second"))
					.hasSameHashCodeAs(context.getBean("second"))
					.isNotEqualTo(context.getBean("third"))
					.hasToString("pair x");
			});
	}

	@Test
	void proxiesOfDifferentBeansCanBeCompared() {
		this.contextRunner.withBean(Orders.class).withBean(TypeLevel.class).run((context) -> {
			Advised orders = (Advised) context.getBean(Orders.class);
			Advised other = (Advised) context.getBean(TypeLevel.class);
			assertThat(orders).isNotEqualTo(other);
			assertThat(orders.getAdvisors()[0]).isNotEqualTo(other.getAdvisors()[0]);
			assertThat(orders.toProxyConfigString()).contains("failpoints of " + Orders.class.getName());
		});
	}

	@Test
	void oneObjectUnderTwoBeanNamesReachesItsFailpointOnce() {
		this.contextRunner.withUserConfiguration(AliasConfiguration.class).run((context) -> {
			Orders alias = (Orders) context.getBean("alias");
			assertThat(alias).isSameAs(context.getBean("orders"));
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("orders.place", "print");
			alias.place("book");
			assertThat(status(registry, "orders.place").evaluations()).isEqualTo(1);
		});
	}

	@Test
	void abstractBaseClassHandsItsFailpointOn() {
		this.contextRunner.withBean(CardPayment.class).withBean(CashPayment.class).run((context) -> {
			assertThat(declared(context.getBean(FailpointRegistry.class))).contains("cardPayment.pay",
					"cashPayment.pay", "payment.shared");
			FailpointContexts.registry(context).enableAll("cardPayment.pay=return(9);payment.shared=return(8)");
			assertThat(context.getBean(CardPayment.class).pay()).isEqualTo(9);
			assertThat(context.getBean(CashPayment.class).pay()).isEqualTo(2);
			assertThat(context.getBean(CashPayment.class).shared()).isEqualTo(8);
		});
	}

	@Test
	void returnTypeIsResolvedThroughGenericsAndBridgeMethods() {
		this.contextRunner.withBean(NumberSource.class).run((context) -> {
			FailpointContexts.registry(context)
				.enableAll("numberSource.next=return(5);numberSource.list=return(\"1,2\")");
			Source<Integer> source = context.getBean(NumberSource.class);
			assertThat(source.next(0)).isEqualTo(5);
			assertThat(source.list()).containsExactly(1, 2);
			assertThat(status(context.getBean(FailpointRegistry.class), "numberSource.next").sites())
				.containsExactly(NumberSource.class.getName() + ".next(Integer)");
		});
	}

	@Test
	void overloadsShareTheDefaultName() {
		this.contextRunner.withBean(Overloads.class).run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			assertThat(registry.enable("overloads.find", "return(7)").sites()).hasSize(2);
			assertThat(context.getBean(Overloads.class).find(1)).isEqualTo(7);
			assertThat(context.getBean(Overloads.class).find("one")).isEqualTo(7);
		});
	}

	@Test
	void typeCoversItsPublicMethodsOnly() {
		this.contextRunner.withBean(TypeLevel.class)
			.run((context) -> assertThat(declared(context.getBean(FailpointRegistry.class))).containsExactly("own",
					"typeLevel.inherited", "typeLevel.open"));
	}

	@Test
	void annotationOfTheMethodReplacesThatOfTheType() {
		this.contextRunner.withBean(TypeLevel.class).run((context) -> {
			FailpointContexts.registry(context).enableAll("typeLevel.named=return(1);own=return(2)");
			assertThat(context.getBean(TypeLevel.class).named()).isEqualTo(2);
		});
	}

	@Test
	void annotationOfTheOverridingMethodReplacesThatOfTheOverridden() {
		this.contextRunner.withBean(Renamed.class)
			.run((context) -> assertThat(declared(context.getBean(FailpointRegistry.class)))
				.containsExactly("payment.shared", "renamed"));
	}

	@Test
	void repeatedFailpointsActInDeclaredOrderBeforeAndInReversedOrderAfter() {
		this.contextRunner.withBean(Repeated.class).run((context) -> {
			List<String> reached = new ArrayList<>();
			List.of("b1", "b2", "a1", "a2")
				.forEach(
						(name) -> FailpointContexts.registry(context).enable(name, (call) -> reached.add(call.name())));
			context.getBean(Repeated.class).run();
			assertThat(reached).containsExactly("b1", "b2", "a2", "a1");
		});
	}

	@Test
	void returnAfterTheMethodReplacesTheResultAndTheNextOnesStillAct() {
		this.contextRunner.withBean(Repeated.class).run((context) -> {
			FailpointContexts.registry(context).enableAll("a2=return(1);a1=return(2)");
			assertThat(context.getBean(Repeated.class).run()).isEqualTo(2);
			assertThat(status(context.getBean(FailpointRegistry.class), "a2").triggers()).isEqualTo(1);
		});
	}

	@Test
	void afterFailpointIsNotReachedIfTheMethodThrows() {
		this.contextRunner.withBean(Failing.class).run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("failing.run", "return(1)");
			assertThatIllegalStateException().isThrownBy(context.getBean(Failing.class)::run).withMessage("own");
			assertThat(status(registry, "failing.run").evaluations()).isZero();
		});
	}

	@Test
	void metaAnnotationGivesTheNameByAlias() {
		this.contextRunner.withBean(Composed.class).run((context) -> {
			FailpointContexts.registry(context).enable("composed", "return(3)");
			assertThat(context.getBean(Composed.class).run()).isEqualTo(3);
		});
	}

	@Test
	void placeholderInTheNameIsResolved() {
		this.contextRunner.withPropertyValues("region=eu").withBean(Placeholder.class).run((context) -> {
			FailpointContexts.registry(context).enable("orders.eu", "return(3)");
			assertThat(context.getBean(Placeholder.class).run()).isEqualTo(3);
		});
	}

	@Test
	void placeholderThatCannotBeResolvedFailsTheStart() {
		FailpointContexts.runner(PropertyPlaceholderAutoConfiguration.class)
			.withBean(Placeholder.class)
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("Invalid @Failpoint at "
					+ Placeholder.class.getName() + ".run(): Could not resolve placeholder 'region'"));
	}

	@Test
	void invalidNameFailsTheStart() {
		this.contextRunner.withBean(InvalidName.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("Invalid @Failpoint at " + InvalidName.class.getName() + ".run(String): ")
				.hasStackTraceContaining("a b"));
	}

	@Test
	void nameThatIsGivenTwiceFailsTheStart() {
		this.contextRunner.withBean(TwoNames.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("TwoNames.run(): it has two names, \"a\" and \"b\"; give one"));
	}

	@Test
	void sameNameGivenTwiceIsOneName() {
		this.contextRunner.withBean(SameNames.class)
			.run((context) -> assertThat(declared(context.getBean(FailpointRegistry.class))).containsExactly("a"));
	}

	@Test
	void configurationClassReachesItsFailpoint() {
		this.contextRunner.withUserConfiguration(AnnotatedConfiguration.class).run((context) -> {
			FailpointContexts.registry(context).enable("configured", "return(3)");
			assertThat(context.getBean(AnnotatedConfiguration.class).value()).isEqualTo(3);
		});
	}

	@Test
	void callbackSeesSiteAndArguments() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			List<Object> seen = new ArrayList<>();
			FailpointContexts.registry(context).enable("orders.place", (call) -> {
				seen.add(call.name());
				seen.add(call.site());
				seen.addAll(call.arguments());
				call.returns(12);
			});
			assertThat(context.getBean(Orders.class).place("book")).isEqualTo(12);
			assertThat(seen).containsExactly("orders.place", Orders.class.getName() + ".place(String)", "book");
		});
	}

	private static FailpointStatus status(FailpointRegistry registry, String name) {
		return registry.status(name).orElseThrow();
	}

	private static List<String> declared(FailpointRegistry registry) {
		return FailpointContexts.declaredByBeans(registry);
	}

	static class Orders {

		@Failpoint("orders.place")
		int place(String item) {
			return 1;
		}

		@Failpoint("orders.cancel")
		protected int cancel() {
			return 1;
		}

		@Failpoint("orders.all")
		public int all() {
			return 1;
		}

	}

	static class Plain {

	}

	static class Pair {

		private final String value;

		Pair(String value) {
			this.value = value;
		}

		@Failpoint
		public String value() {
			return this.value;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Pair pair && pair.value().equals(this.value);
		}

		@Override
		public int hashCode() {
			return this.value.hashCode();
		}

		@Override
		public String toString() {
			return "pair " + this.value;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AliasConfiguration {

		@Bean
		Orders orders() {
			return new Orders();
		}

		@Bean
		Orders alias(Orders orders) {
			return orders;
		}

	}

	@Configuration
	@Import({ Plain.class, Orders.class })
	static class RegistryConfiguration {

		RegistryConfiguration(Plain needed) {
		}

		@Bean
		FailpointRegistry registry(ValueConverter converter) {
			FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), converter);
			registry.enable("orders.place", "return(42)");
			return registry;
		}

	}

	abstract static class Payment {

		@Failpoint
		public abstract int pay();

		@Failpoint("payment.shared")
		public int shared() {
			return 1;
		}

	}

	static class CardPayment extends Payment {

		@Override
		public int pay() {
			return 1;
		}

	}

	static class CashPayment extends Payment {

		@Override
		public int pay() {
			return 2;
		}

	}

	static class Renamed extends Payment {

		@Override
		@Failpoint("renamed")
		public int pay() {
			return 1;
		}

	}

	interface Source<T> {

		@Failpoint
		T next(T previous);

		List<T> list();

	}

	abstract static class BaseSource<T> implements Source<T> {

		@Override
		@Failpoint
		public List<T> list() {
			return List.of();
		}

	}

	static class NumberSource extends BaseSource<Integer> {

		@Override
		public Integer next(Integer previous) {
			return previous + 1;
		}

	}

	static class Overloads {

		@Failpoint
		public int find(int id) {
			return id;
		}

		@Failpoint
		public int find(String name) {
			return 0;
		}

	}

	static class Inherited {

		public int inherited() {
			return 0;
		}

	}

	@Failpoint
	static class TypeLevel extends Inherited {

		public int open() {
			return hidden() + visible();
		}

		@Failpoint("own")
		public int named() {
			return 0;
		}

		private int hidden() {
			return 0;
		}

		int visible() {
			return 0;
		}

		public static int shared() {
			return 0;
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return 1;
		}

		@Override
		public String toString() {
			return "";
		}

	}

	static class Repeated {

		@Failpoint("b1")
		@Failpoint(name = "a1", at = Failpoint.At.AFTER)
		@Failpoint("b2")
		@Failpoint(name = "a2", at = Failpoint.At.AFTER)
		public int run() {
			return 0;
		}

	}

	static class Failing {

		@Failpoint(at = Failpoint.At.AFTER)
		public int run() {
			throw new IllegalStateException("own");
		}

	}

	@Failpoint
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.METHOD)
	@interface Fragile {

		@AliasFor(annotation = Failpoint.class, attribute = "name")
		String point();

	}

	static class Composed {

		@Fragile(point = "composed")
		public int run() {
			return 0;
		}

	}

	static class Placeholder {

		@Failpoint("orders.${region}")
		public int run() {
			return 0;
		}

	}

	static class InvalidName {

		@Failpoint("a b")
		public int run(String argument) {
			return 0;
		}

	}

	static class TwoNames {

		@Failpoint(value = "a", name = "b")
		public int run() {
			return 0;
		}

	}

	static class SameNames {

		@Failpoint(value = "a", name = "a")
		public int run() {
			return 0;
		}

	}

	@Configuration
	static class AnnotatedConfiguration {

		@Failpoint("configured")
		int value() {
			return 0;
		}

	}

}
