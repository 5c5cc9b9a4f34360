package io.github.failpoint.demo.order;

import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without a fault nothing is wrong with it.
 */
@ShopTest
class NaiveCheckoutTests {

	private final ShopClient shop;

	@Autowired
	NaiveCheckoutTests(RestTestClient client) {
		this.shop = new ShopClient(client);
	}

	@Test
	void anOrderIsPaid() {
		int charges = this.shop.charges().size();
		Order order = this.shop.placeNaively(new OrderRequest("book", 1));
		assertThat(order.status()).isEqualTo(OrderStatus.PAID);
		assertThat(this.shop.orders()).containsExactly(order);
		assertThat(this.shop.charges()).hasSize(charges + 1)
			.last()
			.matches((charge) -> charge.id().equals(order.chargeId()));
	}

	@Test
	void aRefusedPaymentLeavesNoOrder() {
		this.shop.postNaively(new OrderRequest("lamp", 5)).expectStatus().isEqualTo(HttpStatus.PAYMENT_REQUIRED);
		assertThat(this.shop.orders()).isEmpty();
	}

}
