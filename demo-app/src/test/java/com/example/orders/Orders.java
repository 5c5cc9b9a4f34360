package com.example.orders;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

@Component
class Orders {

	private final List<Order> all = new ArrayList<>();

	Order save(OrderRequest request) {
		Order order = new Order(this.all.size() + 1, request.item(), request.quantity());
		this.all.add(order);
		return order;
	}

}
