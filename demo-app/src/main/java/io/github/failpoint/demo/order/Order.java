package io.github.failpoint.demo.order;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * An order of one item.
 *
 * @param id the number of the order
 * @param item the name of the item
 * @param quantity the number of pieces
 * @param amount what all pieces cost
 * @param status how far the order has come
 * @param chargeId the charge that paid it, if it is paid
 */
record Order(long id, String item, int quantity, BigDecimal amount, OrderStatus status, @Nullable String chargeId) {

	/**
	 * Return the key that makes charging this order idempotent at the provider.
	 */
	String paymentKey() {
		return "order-" + this.id;
	}

	boolean answers(OrderRequest request) {
		return this.item.equals(request.item()) && this.quantity == request.quantity();
	}

}
