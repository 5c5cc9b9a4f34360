package com.example.orders;

/**
 * Comes from a library.
 */
class Courier {

	public String deliver(Order order) {
		return "delivery of order " + order.id();
	}

}
