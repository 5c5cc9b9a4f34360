package io.github.failpoint.demo.order;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

	private final Checkout checkout;

	private final NaiveCheckout naiveCheckout;

	private final OrderRepository orders;

	OrderController(Checkout checkout, NaiveCheckout naiveCheckout, OrderRepository orders) {
		this.checkout = checkout;
		this.naiveCheckout = naiveCheckout;
		this.orders = orders;
	}

	@PostMapping("/orders")
	ResponseEntity<Order> place(
			@RequestHeader("Idempotency-Key") @Size(min = 1, max = 100,
					message = "'Idempotency-Key' must have 1 to 100 characters") @Nullable String idempotencyKey,
			@Valid @RequestBody OrderRequest request) {
		return created(this.checkout.place(request, idempotencyKey));
	}

	@PostMapping("/naive/orders")
	ResponseEntity<Order> placeNaively(@Valid @RequestBody OrderRequest request) {
		return created(this.naiveCheckout.place(request));
	}

	@GetMapping("/orders/{id}")
	Order order(@PathVariable long id) {
		return this.orders.get(id);
	}

	@GetMapping("/orders")
	List<Order> orders() {
		return this.orders.findAll();
	}

	private static ResponseEntity<Order> created(Order order) {
		return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
	}

}
