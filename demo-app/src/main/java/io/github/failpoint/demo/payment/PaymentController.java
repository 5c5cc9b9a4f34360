package io.github.failpoint.demo.payment;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PaymentController {

	private final PaymentClient payments;

	PaymentController(PaymentClient payments) {
		this.payments = payments;
	}

	@GetMapping("/charges")
	List<Charge> charges() {
		return this.payments.charges();
	}

}
