package io.github.failpoint.demo.order;

import java.math.BigDecimal;
import java.util.UUID;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;
import io.github.failpoint.annotation.Failpoint.Position;
import io.github.failpoint.demo.inventory.Inventory;
import io.github.failpoint.demo.payment.Charge;
import io.github.failpoint.demo.payment.ChargeRequest;
import io.github.failpoint.demo.payment.PaymentClient;

import org.springframework.dao.TransientDataAccessException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A mistake, kept to be shown: it looks right, passes every test without faults, and
 * loses money. One transaction spans everything, but a rollback does not give money back:
 * <ul>
 * <li>a failure after the charge leaves a charge without an order,</li>
 * <li>each retry of the transaction charges again, under a new key,</li>
 * <li>when the answer is lost after the commit, the customer repeats the request, orders
 * twice and pays twice,</li>
 * <li>a slow provider holds a database connection and the lock on the stock.</li>
 * </ul>
 *
 * @see Checkout
 */
@Service
class NaiveCheckout {

	private final Inventory inventory;

	private final PaymentClient payments;

	private final OrderRepository orders;

	NaiveCheckout(Inventory inventory, PaymentClient payments, OrderRepository orders) {
		this.inventory = inventory;
		this.payments = payments;
		this.orders = orders;
	}

	@Retryable(includes = TransientDataAccessException.class, delay = 50)
	@Transactional
	@Failpoint(name = "orders.before-commit", at = At.AFTER)
	@Failpoint(name = "orders.answer", at = At.AFTER, position = Position.OUTERMOST)
	Order place(OrderRequest request) {
		BigDecimal amount = this.inventory.price(request.item()).multiply(BigDecimal.valueOf(request.quantity()));
		this.inventory.reserve(request.item(), request.quantity());
		Charge charge = this.payments.charge(UUID.randomUUID().toString(), new ChargeRequest(amount));
		long id = this.orders.insert(request, amount, null);
		this.orders.markPaid(id, charge.id());
		return this.orders.get(id);
	}

}
