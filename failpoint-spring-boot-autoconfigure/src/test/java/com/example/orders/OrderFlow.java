package com.example.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.IntegrationComponentScan;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.gateway.GatewayProxyFactoryBean;
import org.springframework.messaging.MessageChannel;

/**
 * A flow of messages from gateways to what receives them. It is in a package of its own,
 * since applications look for gateways in theirs.
 */
@EnableIntegration
@IntegrationComponentScan(useDefaultFilters = false,
		includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OrderFlow.Orders.class))
@Configuration(proxyBeanMethods = false)
public class OrderFlow {

	@Bean
	MessageChannel orders() {
		return new DirectChannel();
	}

	@Bean
	Receiver receiver() {
		return new Receiver();
	}

	/**
	 * What gateways have in common.
	 */
	public interface Cancellations {

		/**
		 * Cancel an order.
		 * @param order the order
		 * @return the answer
		 */
		@Failpoint("orders.cancel")
		@Gateway(requestChannel = "orders")
		String cancel(String order);

	}

	/**
	 * A gateway that is found.
	 */
	@MessagingGateway(name = "orders.gateway", defaultRequestChannel = "orders")
	public interface Orders extends Cancellations {

		/**
		 * Place an order.
		 * @param order the order
		 * @return the answer
		 */
		@Failpoint
		String place(String order);

		/**
		 * Place an order, and do not wait.
		 * @param order the order
		 * @return the answer
		 */
		@Failpoint
		Future<String> later(String order);

	}

	/**
	 * A gateway that a method makes.
	 */
	public interface Refunds {

		/**
		 * Send a refund.
		 * @param order the order
		 * @return the answer
		 */
		@Failpoint
		String send(String order);

	}

	/**
	 * Receives the messages.
	 */
	public static class Receiver {

		private final List<String> received = new ArrayList<>();

		/**
		 * Return what was received.
		 * @return the orders
		 */
		public List<String> received() {
			return this.received;
		}

		/**
		 * Place an order.
		 * @param order the order
		 * @return the answer
		 */
		@Failpoint("receiver.place")
		@ServiceActivator(inputChannel = "orders")
		public String place(String order) {
			this.received.add(order);
			return "placed " + order;
		}

	}

	/**
	 * Makes the other gateway.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Factory {

		@Bean
		GatewayProxyFactoryBean<Refunds> refunds(MessageChannel orders) {
			GatewayProxyFactoryBean<Refunds> gateway = new GatewayProxyFactoryBean<>(Refunds.class);
			gateway.setDefaultRequestChannel(orders);
			return gateway;
		}

	}

}
