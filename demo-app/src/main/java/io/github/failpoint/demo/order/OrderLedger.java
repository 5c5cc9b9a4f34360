package io.github.failpoint.demo.order;

import java.math.BigDecimal;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;
import io.github.failpoint.annotation.Failpoint.Position;
import io.github.failpoint.demo.inventory.Inventory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps in the life of an order, each a transaction of its own.
 */
@Service
@Transactional
class OrderLedger {

	private final OrderRepository orders;

	private final Inventory inventory;

	OrderLedger(OrderRepository orders, Inventory inventory) {
		this.orders = orders;
		this.inventory = inventory;
	}

	/**
	 * Record a pending order and reserve its stock. The order comes first: of several
	 * requests with one key, all but one stop at it, before they touch the stock.
	 */
	Order open(OrderRequest request, @Nullable String idempotencyKey) {
		BigDecimal amount = this.inventory.price(request.item()).multiply(BigDecimal.valueOf(request.quantity()));
		long id = this.orders.insert(request, amount, idempotencyKey);
		this.inventory.reserve(request.item(), request.quantity());
		return this.orders.get(id);
	}

	/**
	 * Mark an order as paid, unless that has been done before.
	 */
	@Retryable(includes = TransientDataAccessException.class, delay = 50)
	@Failpoint(name = "orders.before-commit", at = At.AFTER)
	@Failpoint(name = "orders.answer", at = At.AFTER, position = Position.OUTERMOST)
	Order confirm(Order order, String chargeId) {
		this.orders.markPaid(order.id(), chargeId);
		return this.orders.get(order.id());
	}

	/**
	 * Mark an order as refused and release its stock, unless that has been done before.
	 */
	void refuse(Order order) {
		if (this.orders.markRefused(order.id())) {
			this.inventory.release(order.item(), order.quantity());
		}
	}

}
