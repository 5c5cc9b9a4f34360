package io.github.failpoint.demo.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells when an order would arrive, whether the carrier answers or not.
 */
@RestController
class DeliveryController {

	private final Carrier carrier;

	DeliveryController(Carrier carrier) {
		this.carrier = carrier;
	}

	@GetMapping("/delivery")
	CompletableFuture<Delivery> delivery(@RequestParam(defaultValue = "1") int quantity) {
		return this.carrier.quote(quantity)
			.completeOnTimeout(Delivery.USUAL, 500, TimeUnit.MILLISECONDS)
			.exceptionally((ex) -> Delivery.USUAL);
	}

}
