package com.example.orders;

import org.springframework.stereotype.Component;

@Component
class Stock {

	private int left = 100;

	void reserve(String item, int quantity) {
		this.left -= quantity;
	}

}
