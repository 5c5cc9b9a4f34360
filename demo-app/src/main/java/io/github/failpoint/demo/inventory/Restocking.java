package io.github.failpoint.demo.inventory;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;

import org.springframework.stereotype.Service;

/**
 * The sound way to put delivered pieces on the shelf: the database adds them to whatever
 * is there when it does so.
 */
@Service
class Restocking {

	private final Inventory inventory;

	private final FailpointHandle unloading;

	Restocking(Inventory inventory, FailpointRegistry failpoints) {
		this.inventory = inventory;
		this.unloading = failpoints.failpoint("inventory.unloading");
	}

	void receive(String item, int quantity) {
		this.unloading.hit();
		this.inventory.add(item, quantity);
	}

}
