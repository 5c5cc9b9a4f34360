package com.example.orders;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;

import org.springframework.stereotype.Service;

@Service
class Archive {

	private final FailpointHandle beforeStore;

	Archive(FailpointRegistry failpoints) {
		this.beforeStore = failpoints.failpoint("archive.before-store");
	}

	public void storeAll(Iterable<Order> orders) {
		orders.forEach(this::store);
	}

	private void store(Order order) {
		this.beforeStore.hit();
	}

}
