package io.github.failpoint.demo.order;

import io.github.failpoint.demo.payment.PaymentRefusedException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * The sound way to place an order. A pending order is committed before the money moves,
 * the charge carries a key made from the order, and the order is confirmed in a second
 * transaction. Wherever this breaks off, the same request with the same idempotency key
 * takes it up again: nothing is charged twice and no charge is without its order.
 */
@Service
class Checkout {

	private final OrderLedger ledger;

	private final OrderRepository orders;

	private final Settlement settlement;

	Checkout(OrderLedger ledger, OrderRepository orders, Settlement settlement) {
		this.ledger = ledger;
		this.orders = orders;
		this.settlement = settlement;
	}

	Order place(OrderRequest request, @Nullable String idempotencyKey) {
		Order order = openOrResume(request, idempotencyKey);
		return switch (order.status()) {
			case PENDING -> this.settlement.settle(order);
			case PAID -> order;
			case REFUSED -> throw new PaymentRefusedException("The payment was refused before");
		};
	}

	private Order openOrResume(OrderRequest request, @Nullable String idempotencyKey) {
		try {
			return this.ledger.open(request, idempotencyKey);
		}
		catch (DuplicateKeyException ex) {
			return this.orders.findByIdempotencyKey(idempotencyKey)
				.filter((order) -> order.answers(request))
				.orElseThrow(() -> new KeyReusedException(idempotencyKey));
		}
	}

}
