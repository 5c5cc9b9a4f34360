package io.github.failpoint.demo.order;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.failpoint.demo.ShopTest;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.failpoint.demo.order.ShopClient.problem;
import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults that a customer of the shop survives. What makes others wait is switched on and
 * off by an operator over HTTP, while the shop runs.
 */
@ShopTest
class CheckoutFaultTests {

	private static final OrderRequest BOOK = new OrderRequest("book", 1);

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private final ShopClient shop;

	private final Operator operator;

	@Autowired
	CheckoutFaultTests(RestTestClient client) {
		this.shop = new ShopClient(client);
		this.operator = new Operator(client);
	}

	@Test
	@WithFailpoint(name = "inventory.reserve", terms = "throw(IllegalStateException)")
	void aFaultWhileTheStockIsReservedLeavesNoOrder() {
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		assertThat(this.shop.orders()).isEmpty();
	}

	@Test
	@WithFailpoint(name = "orders.before-commit", terms = "1*throw(IllegalStateException)")
	void aFaultBeforeTheCommitLeavesAnOrderThatTheSameRequestCompletes() {
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		Order pending = this.shop.orders().get(0);
		assertThat(pending.status()).isEqualTo(OrderStatus.PENDING);
		assertThat(pending.chargeId()).isNull();
		Order paid = this.shop.place("a", BOOK);
		assertThat(paid.status()).isEqualTo(OrderStatus.PAID);
		assertThat(this.shop.orders()).containsExactly(paid);
		assertThat(this.shop.charges(paid)).hasSize(1);
	}

	@Test
	@WithFailpoint(name = "orders.answer", terms = "1*throw(IllegalStateException, the line is dead)")
	void aLostAnswerAndARepeatedRequestDoNotChargeTwice() {
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		Order committed = this.shop.orders().get(0);
		assertThat(committed.status()).isEqualTo(OrderStatus.PAID);
		assertThat(this.shop.place("a", BOOK)).isEqualTo(committed);
		assertThat(this.shop.charges(committed)).hasSize(1);
	}

	@Test
	@WithFailpoint(name = "payment.answer", terms = "1*throw(ResourceAccessException)")
	void aLostAnswerOfTheProviderIsAskedForAgainWithTheSameKey() {
		Order order = this.shop.place("a", BOOK);
		assertThat(failpoint("payment.answer")).wasEvaluated(2);
		assertThat(this.shop.charges(order)).hasSize(1);
	}

	@Test
	@WithFailpoint(name = "payment.charge", terms = "2*throw(ResourceAccessException)")
	void aRetryAbsorbsTwoFailuresOfTheProvider() {
		assertThat(this.shop.place("a", BOOK).status()).isEqualTo(OrderStatus.PAID);
		assertThat(failpoint("payment.charge")).isExhausted().wasTriggered(2).wasEvaluated(3);
	}

	@Test
	@WithFailpoint(name = "payment.charge", terms = "3*throw(ResourceAccessException)")
	void threeFailuresOfTheProviderAreTooMany() {
		assertThat(problem(this.shop.post("a", BOOK), HttpStatus.SERVICE_UNAVAILABLE))
			.isEqualTo("The payment provider cannot be reached, please try again");
		assertThat(this.shop.place("a", BOOK).status()).isEqualTo(OrderStatus.PAID);
	}

	@Test
	@WithFailpoint(name = "payment.charge", terms = "1*throw(PaymentRefusedException, no money left)")
	void aRefusedPaymentReleasesTheStock() {
		assertThat(problem(this.shop.post("a", new OrderRequest("lamp", 10)), HttpStatus.PAYMENT_REQUIRED))
			.isEqualTo("no money left");
		assertThat(this.shop.orders()).extracting(Order::status).containsExactly(OrderStatus.REFUSED);
		this.shop.place("b", new OrderRequest("lamp", 4));
	}

	@Test
	void aPausedCheckoutIsSeenAsWaitingAndReleased() {
		this.operator.enable("orders.before-charge", "pause");
		CompletableFuture<Order> customer = placeInBackground("a", BOOK);
		failpoint("orders.before-charge").awaitWaiting(1);
		assertThat(this.operator.status("orders.before-charge").waiting()).isEqualTo(1);
		assertThat(this.shop.orders()).extracting(Order::status).containsExactly(OrderStatus.PENDING);
		this.operator.disable("orders.before-charge");
		assertThat(customer).succeedsWithin(LIMIT).extracting(Order::status).isEqualTo(OrderStatus.PAID);
		assertThat(this.operator.status("orders.before-charge").state()).isEqualTo("disabled");
	}

	@Test
	void slowInventoryHoldsUpOneCustomerAndNobodyElse() {
		this.operator.enable("inventory.reserve", "1*sleep(1h)");
		CompletableFuture<Order> first = placeInBackground("a", BOOK);
		failpoint("inventory.reserve").awaitWaiting(1);
		Order second = this.shop.place("b", BOOK);
		assertThat(this.shop.orders()).containsExactly(second);
		this.operator.disable("inventory.reserve");
		assertThat(first).succeedsWithin(LIMIT);
		assertThat(this.shop.orders()).hasSize(2);
	}

	@Test
	@WithFailpoint(name = "inventory.reserve", terms = "1*off->throw(OutOfStockException, somebody was faster)")
	void anItemThatSellsOutMeanwhileIsAConflict() {
		Order order = this.shop.place("a", BOOK);
		assertThat(problem(this.shop.post("b", BOOK), HttpStatus.CONFLICT)).isEqualTo("somebody was faster");
		assertThat(this.shop.orders()).containsExactly(order);
	}

	private CompletableFuture<Order> placeInBackground(String key, OrderRequest request) {
		return CompletableFuture.supplyAsync(() -> this.shop.place(key, request));
	}

}
