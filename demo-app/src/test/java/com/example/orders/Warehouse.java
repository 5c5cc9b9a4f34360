package com.example.orders;

import java.io.IOException;

import io.github.failpoint.annotation.Failpoint;

interface Warehouse {

	@Failpoint("warehouse.take")
	int take(String item, int quantity) throws IOException;

}
