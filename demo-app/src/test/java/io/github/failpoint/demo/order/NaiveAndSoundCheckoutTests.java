package io.github.failpoint.demo.order;

import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What failpoints are for. Both ways to check out pass every test without a fault. The
 * same fault at the same point, and a customer who tries again: the sound one loses
 * nothing, the naive one loses money.
 */
@ShopTest
class NaiveAndSoundCheckoutTests {

	private static final OrderRequest BOOK = new OrderRequest("book", 1);

	private final ShopClient shop;

	private final Operator operator;

	private final int chargesBefore;

	@Autowired
	NaiveAndSoundCheckoutTests(RestTestClient client) {
		this.shop = new ShopClient(client);
		this.operator = new Operator(client);
		this.chargesBefore = this.shop.charges().size();
	}

	@AfterEach
	void disableAll() {
		this.operator.disableAll();
	}

	@Test
	void aFaultBeforeTheCommitCostsTheNaiveCustomerACharge() {
		this.operator.enable("orders.before-commit", "1*throw(IllegalStateException)");
		this.shop.postNaively(BOOK).expectStatus().is5xxServerError();
		assertThat(this.shop.orders()).isEmpty();
		assertThat(charges()).isEqualTo(1);
		this.shop.placeNaively(BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(2);
	}

	@Test
	void aFaultBeforeTheCommitCostsTheSoundCustomerNothing() {
		this.operator.enable("orders.before-commit", "1*throw(IllegalStateException)");
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		this.shop.place("a", BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(1);
	}

	@Test
	void aLostAnswerMakesTheNaiveCustomerBuyTwice() {
		this.operator.enable("orders.answer", "1*throw(IllegalStateException)");
		this.shop.postNaively(BOOK).expectStatus().is5xxServerError();
		this.shop.placeNaively(BOOK);
		assertThat(this.shop.orders()).hasSize(2);
		assertThat(charges()).isEqualTo(2);
	}

	@Test
	void aLostAnswerLetsTheSoundCustomerBuyOnce() {
		this.operator.enable("orders.answer", "1*throw(IllegalStateException)");
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		this.shop.place("a", BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(1);
	}

	@Test
	void aRetriedTransactionChargesTheNaiveCustomerAgain() {
		this.operator.enable("orders.before-commit", "2*throw(CannotAcquireLockException)");
		this.shop.placeNaively(BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(3);
	}

	@Test
	void aRetriedTransactionChargesTheSoundCustomerOnce() {
		this.operator.enable("orders.before-commit", "2*throw(CannotAcquireLockException)");
		this.shop.place("a", BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(1);
	}

	private int charges() {
		return this.shop.charges().size() - this.chargesBefore;
	}

}
