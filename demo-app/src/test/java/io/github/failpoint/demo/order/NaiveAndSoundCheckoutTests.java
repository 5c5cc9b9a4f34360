package io.github.failpoint.demo.order;

import io.github.failpoint.demo.ShopTest;
import io.github.failpoint.test.WithFailpoint;
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

	private final int chargesBefore;

	@Autowired
	NaiveAndSoundCheckoutTests(RestTestClient client) {
		this.shop = new ShopClient(client);
		this.chargesBefore = this.shop.charges().size();
	}

	@Test
	@WithFailpoint(name = "orders.before-commit", terms = "1*throw(IllegalStateException)")
	void aFaultBeforeTheCommitCostsTheNaiveCustomerACharge() {
		this.shop.postNaively(BOOK).expectStatus().is5xxServerError();
		assertThat(this.shop.orders()).isEmpty();
		assertThat(charges()).isEqualTo(1);
		this.shop.placeNaively(BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(2);
	}

	@Test
	@WithFailpoint(name = "orders.before-commit", terms = "1*throw(IllegalStateException)")
	void aFaultBeforeTheCommitCostsTheSoundCustomerNothing() {
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		this.shop.place("a", BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(1);
	}

	@Test
	@WithFailpoint(name = "orders.answer", terms = "1*throw(IllegalStateException)")
	void aLostAnswerMakesTheNaiveCustomerBuyTwice() {
		this.shop.postNaively(BOOK).expectStatus().is5xxServerError();
		this.shop.placeNaively(BOOK);
		assertThat(this.shop.orders()).hasSize(2);
		assertThat(charges()).isEqualTo(2);
	}

	@Test
	@WithFailpoint(name = "orders.answer", terms = "1*throw(IllegalStateException)")
	void aLostAnswerLetsTheSoundCustomerBuyOnce() {
		this.shop.post("a", BOOK).expectStatus().is5xxServerError();
		this.shop.place("a", BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(1);
	}

	@Test
	@WithFailpoint(name = "orders.before-commit", terms = "2*throw(CannotAcquireLockException)")
	void aRetriedTransactionChargesTheNaiveCustomerAgain() {
		this.shop.placeNaively(BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(3);
	}

	@Test
	@WithFailpoint(name = "orders.before-commit", terms = "2*throw(CannotAcquireLockException)")
	void aRetriedTransactionChargesTheSoundCustomerOnce() {
		this.shop.place("a", BOOK);
		assertThat(this.shop.orders()).hasSize(1);
		assertThat(charges()).isEqualTo(1);
	}

	private int charges() {
		return this.shop.charges().size() - this.chargesBefore;
	}

}
