package com.example.orders;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.stereotype.Service;

@Service
@Failpoint
class Shipping {

	public boolean pack(Order order) {
		return order.quantity() > 0;
	}

	@Failpoint("shipping.customs")
	public boolean export(Order order) {
		return pack(order);
	}

	boolean label(Order order) {
		return true;
	}

}
