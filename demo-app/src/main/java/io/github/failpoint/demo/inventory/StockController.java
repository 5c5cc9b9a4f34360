package io.github.failpoint.demo.inventory;

import jakarta.validation.constraints.Positive;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells what is in stock, and takes deliveries.
 */
@RestController
class StockController {

	private final Inventory inventory;

	private final Restocking restocking;

	private final NaiveRestocking naiveRestocking;

	StockController(Inventory inventory, Restocking restocking, NaiveRestocking naiveRestocking) {
		this.inventory = inventory;
		this.restocking = restocking;
		this.naiveRestocking = naiveRestocking;
	}

	@GetMapping("/stock/{item}")
	int inStock(@PathVariable String item) {
		return this.inventory.inStock(item);
	}

	@PostMapping("/stock/{item}")
	void receive(@PathVariable String item, @RequestParam @Positive int quantity) {
		this.restocking.receive(item, quantity);
	}

	@PostMapping("/naive/stock/{item}")
	void receiveNaively(@PathVariable String item, @RequestParam @Positive int quantity) {
		this.naiveRestocking.receive(item, quantity);
	}

}
