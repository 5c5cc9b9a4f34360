package com.example.orders;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class OrderService {

	@Transactional
	@Failpoint(name = "orders.before-commit", at = At.AFTER)
	Order place(OrderRequest request) {
		Order order = this.orders.save(request);
		this.stock.reserve(request.item(), request.quantity());
		return order;
	}

	private final Orders orders;

	private final Stock stock;

	OrderService(Orders orders, Stock stock) {
		this.orders = orders;
		this.stock = stock;
	}

}
