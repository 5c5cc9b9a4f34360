package io.github.failpoint.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.annotation.IntegrationComponentScan;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.gateway.GatewayProxyFactoryBean;
import org.springframework.messaging.MessageChannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failpoints of messaging gateways, interfaces whose proxies send messages.
 */
@ExtendWith(OutputCaptureExtension.class)
class MessagingGatewayFailpointTests {

	@Test
	void gatewayReachesItsFailpointBeforeItSends(CapturedOutput output) {
		FailpointContexts.runner().withUserConfiguration(Flow.class).run((context) -> {
			assertThat(context).hasNotFailed();
			FailpointRegistry registry = FailpointContexts.registry(context);
			Orders orders = context.getBean(Orders.class);
			List<String> received = received(context.getBean(Receiver.class));
			assertThat(orders.place("a")).isEqualTo("placed a");
			registry.enable("orders.place", "1*throw(IllegalStateException)->1*return(early)");
			assertThatIllegalStateException().isThrownBy(() -> orders.place("b"));
			assertThat(orders.place("c")).isEqualTo("early");
			assertThat(orders.place("d")).isEqualTo("placed d");
			assertThat(received).containsExactly("a", "d");
			assertThat(output).doesNotContain("never reaches it");
		});
	}

	@Test
	void receiverOfTheMessagesReachesItsFailpoint() {
		FailpointContexts.runner().withUserConfiguration(Flow.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("receiver.place", "1*return(refused)->throw(IllegalStateException, broken)");
			Orders orders = context.getBean(Orders.class);
			assertThat(orders.place("a")).isEqualTo("refused");
			assertThatIllegalStateException().isThrownBy(() -> orders.place("b"));
			assertThat(received(context.getBean(Receiver.class))).isEmpty();
		});
	}

	@Test
	void inheritedMethodsAndFuturesReachTheirFailpoints() {
		FailpointContexts.runner().withUserConfiguration(Flow.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			Orders orders = context.getBean(Orders.class);
			registry.enable("orders.cancel", "return(gone)");
			assertThat(orders.cancel("a")).isEqualTo("gone");
			registry.enable("orders.later", "off");
			assertThat(orders.later("a").get(10, TimeUnit.MINUTES)).isEqualTo("placed a");
			assertThat(registry.status("orders.later").orElseThrow().evaluations()).isOne();
		});
	}

	@Test
	void gatewayThatIsABeanMethodReachesItsFailpoint() {
		FailpointContexts.runner().withUserConfiguration(Flow.class, Factory.class).run((context) -> {
			FailpointContexts.registry(context).enable("refunds.send", "return(early)");
			assertThat(context.getBean(Refunds.class).send("a")).isEqualTo("early");
		});
	}

	private static List<String> received(Object receiver) {
		return ((Receiver) AopProxyUtils.getSingletonTarget(receiver)).received;
	}

	interface Cancellations {

		@Failpoint("orders.cancel")
		@Gateway(requestChannel = "orders")
		String cancel(String order);

	}

	@MessagingGateway(name = "orders.gateway", defaultRequestChannel = "orders")
	interface Orders extends Cancellations {

		@Failpoint
		String place(String order);

		@Failpoint
		Future<String> later(String order);

	}

	interface Refunds {

		@Failpoint
		String send(String order);

	}

	@EnableIntegration
	@IntegrationComponentScan(useDefaultFilters = false,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Orders.class))
	@Configuration(proxyBeanMethods = false)
	static class Flow {

		@Bean
		static MessageChannel orders() {
			return new DirectChannel();
		}

		@Bean
		static Receiver receiver() {
			return new Receiver();
		}

	}

	static class Receiver {

		private final List<String> received = new ArrayList<>();

		@Failpoint("receiver.place")
		@ServiceActivator(inputChannel = "orders")
		public String place(String order) {
			this.received.add(order);
			return "placed " + order;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		static GatewayProxyFactoryBean<Refunds> refunds(MessageChannel orders) {
			GatewayProxyFactoryBean<Refunds> gateway = new GatewayProxyFactoryBean<>(Refunds.class);
			gateway.setDefaultRequestChannel(orders);
			return gateway;
		}

	}

}
