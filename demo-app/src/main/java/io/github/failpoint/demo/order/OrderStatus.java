package io.github.failpoint.demo.order;

/**
 * How far an order has come.
 */
enum OrderStatus {

	/**
	 * The stock is reserved, the payment is under way or has been interrupted.
	 */
	PENDING,

	/**
	 * The money is there.
	 */
	PAID,

	/**
	 * The payment was refused, the stock is released.
	 */
	REFUSED

}
