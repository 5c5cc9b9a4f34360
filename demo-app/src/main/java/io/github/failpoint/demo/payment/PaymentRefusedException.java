package io.github.failpoint.demo.payment;

/**
 * The payment provider refuses the charge, now and whenever it is repeated.
 */
public class PaymentRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public PaymentRefusedException(String message) {
		super(message);
	}

}
