package com.example.orders;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;
import io.github.failpoint.annotation.Failpoint.Position;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class PaymentService {

	@Failpoint("payments.charge")
	String charge(Order order) {
		return "charge of order " + order.id();
	}

	@Failpoint
	String refund(Order order) {
		return "refund of order " + order.id();
	}

	@Transactional
	@Failpoint("payments.settle")
	@Failpoint(name = "payments.before-commit", at = At.AFTER)
	@Failpoint(name = "payments.answer", at = At.AFTER, position = Position.OUTERMOST)
	String settle(Order order) {
		return "settlement of order " + order.id();
	}

}
