package io.github.failpoint.demo.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells when an order would arrive, whether the carrier answers or not.
 */
@RestController
class DeliveryController {

	private final Carrier carrier;

	private final Duration patience;

	DeliveryController(Carrier carrier, @Value("${delivery.patience:500ms}") Duration patience) {
		this.carrier = carrier;
		this.patience = patience;
	}

	@GetMapping("/delivery")
	CompletableFuture<Delivery> delivery(@RequestParam(defaultValue = "1") int quantity) {
		return this.carrier.quote(quantity)
			.completeOnTimeout(Delivery.USUAL, this.patience.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((ex) -> Delivery.USUAL);
	}

}
