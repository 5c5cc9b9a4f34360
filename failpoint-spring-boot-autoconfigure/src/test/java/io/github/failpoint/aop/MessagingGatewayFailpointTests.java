package io.github.failpoint.aop;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.example.orders.OrderFlow;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failpoints of messaging gateways, interfaces whose proxies send messages.
 */
@ExtendWith(OutputCaptureExtension.class)
class MessagingGatewayFailpointTests {

	@Test
	void gatewayReachesItsFailpointBeforeItSends(CapturedOutput output) {
		FailpointContexts.runner().withUserConfiguration(OrderFlow.class).run((context) -> {
			assertThat(context).hasNotFailed();
			FailpointRegistry registry = FailpointContexts.registry(context);
			OrderFlow.Orders orders = context.getBean(OrderFlow.Orders.class);
			List<String> received = context.getBean(OrderFlow.Receiver.class).received();
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
		FailpointContexts.runner().withUserConfiguration(OrderFlow.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("receiver.place", "1*return(refused)->throw(IllegalStateException, broken)");
			OrderFlow.Orders orders = context.getBean(OrderFlow.Orders.class);
			assertThat(orders.place("a")).isEqualTo("refused");
			assertThatIllegalStateException().isThrownBy(() -> orders.place("b"));
			assertThat(context.getBean(OrderFlow.Receiver.class).received()).isEmpty();
		});
	}

	@Test
	void inheritedMethodsAndFuturesReachTheirFailpoints() {
		FailpointContexts.runner().withUserConfiguration(OrderFlow.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			OrderFlow.Orders orders = context.getBean(OrderFlow.Orders.class);
			registry.enable("orders.cancel", "return(gone)");
			assertThat(orders.cancel("a")).isEqualTo("gone");
			registry.enable("orders.later", "off");
			assertThat(orders.later("a").get(10, TimeUnit.MINUTES)).isEqualTo("placed a");
			assertThat(registry.status("orders.later").orElseThrow().evaluations()).isOne();
		});
	}

	@Test
	void gatewayThatIsABeanMethodReachesItsFailpoint() {
		FailpointContexts.runner().withUserConfiguration(OrderFlow.class, OrderFlow.Factory.class).run((context) -> {
			FailpointContexts.registry(context).enable("refunds.send", "return(early)");
			assertThat(context.getBean(OrderFlow.Refunds.class).send("a")).isEqualTo("early");
		});
	}

}
