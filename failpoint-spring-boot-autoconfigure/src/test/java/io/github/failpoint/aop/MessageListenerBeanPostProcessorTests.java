package io.github.failpoint.aop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;

import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MessageListenerBeanPostProcessor}, with post-processors that keep what
 * they are shown, as those of Kafka, RabbitMQ and SQS do.
 */
class MessageListenerBeanPostProcessorTests {

	private final OrderedRegistrar registrar = new OrderedRegistrar();

	private final ApplicationContextRunner contextRunner = FailpointContexts
		.runner(AopAutoConfiguration.class, BootLine.DATA_SOURCE, BootLine.TRANSACTION_MANAGER, BootLine.TRANSACTION,
				BootLine.VALIDATION)
		.withPropertyValues("spring.datasource.generate-unique-name=true")
		.withBean("registrar", OrderedRegistrar.class, () -> this.registrar);

	@Test
	void listenerThatIsRegisteredByAnOrderedPostProcessorReachesItsFailpoint() {
		this.contextRunner.withBean("listener", Plain.class).run((context) -> {
			Plain registered = (Plain) this.registrar.registered.get("listener");
			assertThat(registered).isSameAs(context.getBean(Plain.class));
			assertThat(registered.on("message")).isEqualTo("message");
			FailpointContexts.registry(context).enable("plain.on", "1*throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(() -> registered.on("message"));
			assertThat(registered.on("message")).isEqualTo("message");
		});
	}

	@Test
	void listenerThatIsRegisteredByAPostProcessorWithoutOrderReachesItsFailpoint() {
		Registrar early = new Registrar();
		this.contextRunner.withBean("early", Registrar.class, () -> early)
			.withBean("listener", Typed.class)
			.run((context) -> {
				FailpointContexts.registry(context).enable("typed.on", "return(other)");
				assertThat(((Typed) early.registered.get("listener")).on("message")).isEqualTo("other");
			});
	}

	@Test
	void listenerWithAProxyGetsOneInterceptorMore() {
		this.contextRunner.withBean("listener", Transacted.class).run((context) -> {
			Transacted registered = (Transacted) this.registrar.registered.get("listener");
			assertThat(registered).isSameAs(context.getBean(Transacted.class));
			assertThat(FailpointContexts.chain(registered)).contains("TransactionInterceptor")
				.endsWith("FailpointInterceptor")
				.containsOnlyOnce("FailpointInterceptor");
			FailpointContexts.registry(context).enable("transacted.on", "return(other)");
			assertThat(registered.on("message")).isEqualTo("other");
		});
	}

	@Test
	void failpointStaysInsideAdviceThatComesLater() {
		this.contextRunner.withBean("listener", Checked.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("checked.on", "throw(IllegalStateException)");
			Checked listener = context.getBean(Checked.class);
			assertThatIllegalStateException().isThrownBy(() -> listener.on("message"));
			assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> listener.on(""));
			assertThat(registry.status("checked.on").orElseThrow().triggers()).isOne();
		});
	}

	@Test
	void failpointStaysOutsideAdviceThatComesLaterIfTheAnnotationSaysSo() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(LateAdvice.class))
			.withPropertyValues("failpoint.aop.gate=false")
			.withBean("listener", Outer.class)
			.run((context) -> assertThat(FailpointContexts.chain(context.getBean(Outer.class)))
				.containsExactly("FailpointInterceptor", "AnnotationAsyncExecutionInterceptor"));
	}

	@Test
	void beanThatDoesNotListenIsAdvisedLast() {
		this.contextRunner.withBean("service", Service.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(this.registrar.registered.get("service"))).isFalse();
			assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isTrue();
		});
	}

	@Test
	void listenerBehindAFrozenProxyOfAnotherIsProxiedAgain() {
		this.contextRunner.withBean("listener", Plain.class, () -> {
			ProxyFactory proxyFactory = new ProxyFactory(new Plain());
			proxyFactory.setProxyTargetClass(true);
			proxyFactory.setFrozen(true);
			return (Plain) proxyFactory.getProxy();
		}).run((context) -> {
			FailpointContexts.registry(context).enable("plain.on", "return(other)");
			assertThat(((Plain) this.registrar.registered.get("listener")).on("message")).isEqualTo("other");
		});
	}

	@Test
	void thereIsNoneWithoutTheOtherPostProcessor() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FailpointAopAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MessageListenerBeanPostProcessor.class));
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@MessageMapping
	@interface TopicListener {

	}

	static class Registrar implements BeanPostProcessor {

		final Map<String, Object> registered = new HashMap<>();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			this.registered.put(beanName, bean);
			return bean;
		}

	}

	static class OrderedRegistrar extends Registrar implements Ordered {

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

	@AutoConfiguration(afterName = "io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration")
	@EnableAsync(proxyTargetClass = true)
	static class LateAdvice {

	}

	static class Plain {

		@TopicListener
		@Failpoint
		public String on(String message) {
			return message;
		}

	}

	@MessageMapping
	static class Typed {

		@Failpoint
		public String on(String message) {
			return message;
		}

	}

	static class Transacted {

		@TopicListener
		@Transactional
		@Failpoint
		public String on(String message) {
			return message;
		}

	}

	@Validated
	static class Checked {

		@TopicListener
		@Failpoint
		public String on(@NotBlank String message) {
			return message;
		}

	}

	static class Outer {

		@Async
		@TopicListener
		@Failpoint(position = Failpoint.Position.OUTERMOST)
		public void on(String message) {
		}

	}

	static class Service {

		@Failpoint
		public String run() {
			return "done";
		}

	}

}
