package io.github.failpoint.demo.order;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.demo.payment.Charge;
import io.github.failpoint.demo.payment.ChargeRequest;
import io.github.failpoint.demo.payment.PaymentClient;
import io.github.failpoint.demo.payment.PaymentRefusedException;

import org.springframework.stereotype.Service;

/**
 * Gets pending orders paid. No transaction is open while the provider is asked.
 */
@Service
class Settlement {

	private final PaymentClient payments;

	private final OrderLedger ledger;

	Settlement(PaymentClient payments, OrderLedger ledger) {
		this.payments = payments;
		this.ledger = ledger;
	}

	@Failpoint("orders.before-charge")
	Order settle(Order order) {
		try {
			Charge charge = this.payments.charge(order.paymentKey(), new ChargeRequest(order.amount()));
			return this.ledger.confirm(order, charge.id());
		}
		catch (PaymentRefusedException ex) {
			this.ledger.refuse(order);
			throw ex;
		}
	}

}
