package com.example.orders;

import org.springframework.stereotype.Component;

@Component
class RemoteWarehouse implements Warehouse {

	@Override
	public int take(String item, int quantity) {
		return quantity;
	}

}
