package io.github.failpoint.demo.order;

import java.util.List;
import java.util.Objects;

import io.github.failpoint.demo.payment.Charge;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * A customer of the shop, over HTTP.
 */
final class ShopClient {

	private final RestTestClient client;

	ShopClient(RestTestClient client) {
		this.client = client;
	}

	ResponseSpec post(String key, Object body) {
		return this.client.post()
			.uri("/orders")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	ResponseSpec postNaively(OrderRequest request) {
		return this.client.post().uri("/naive/orders").body(request).exchange();
	}

	Order place(String key, OrderRequest request) {
		return order(post(key, request).expectStatus().isCreated());
	}

	Order placeNaively(OrderRequest request) {
		return order(postNaively(request).expectStatus().isCreated());
	}

	ResponseSpec get(Object id) {
		return this.client.get().uri("/orders/{id}", id).exchange();
	}

	List<Order> orders() {
		return list("/orders", new ParameterizedTypeReference<>() {
		});
	}

	List<Charge> charges() {
		return list("/charges", new ParameterizedTypeReference<>() {
		});
	}

	List<Charge> charges(Order order) {
		return charges().stream().filter((charge) -> charge.key().equals(order.paymentKey())).toList();
	}

	static Order order(ResponseSpec response) {
		return Objects.requireNonNull(response.expectBody(Order.class).returnResult().getResponseBody());
	}

	static String problem(ResponseSpec response, HttpStatus status) {
		ProblemDetail problem = response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody(ProblemDetail.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(problem).getDetail();
	}

	private <T> List<T> list(String uri, ParameterizedTypeReference<List<T>> type) {
		return this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(type)
			.returnResult()
			.getResponseBody();
	}

}
