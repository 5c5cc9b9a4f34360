package io.github.failpoint.demo.inventory;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;

import org.springframework.stereotype.Service;

/**
 * A mistake, kept to be shown: the stock is read, and written once the truck is unloaded.
 * Of two trucks at the same time, one is forgotten.
 *
 * @see Restocking
 */
@Service
class NaiveRestocking {

	private final Inventory inventory;

	private final FailpointHandle unloading;

	NaiveRestocking(Inventory inventory, FailpointRegistry failpoints) {
		this.inventory = inventory;
		this.unloading = failpoints.failpoint("inventory.unloading");
	}

	void receive(String item, int quantity) {
		int before = this.inventory.inStock(item);
		this.unloading.hit();
		this.inventory.set(item, before + quantity);
	}

}
