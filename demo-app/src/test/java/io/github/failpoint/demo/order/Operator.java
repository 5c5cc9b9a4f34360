package io.github.failpoint.demo.order;

import java.util.Map;
import java.util.Objects;

import io.github.failpoint.actuate.endpoint.FailpointDescriptor;

import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Somebody who switches faults on and off in the running shop, over HTTP.
 */
final class Operator {

	private static final String FAILPOINT = "/actuator/failpoints/{name}";

	private final RestTestClient client;

	Operator(RestTestClient client) {
		this.client = client;
	}

	void enable(String name, String terms) {
		this.client.post().uri(FAILPOINT, name).body(Map.of("terms", terms)).exchange().expectStatus().isOk();
	}

	void disable(String name) {
		this.client.delete().uri(FAILPOINT, name).exchange().expectStatus().isNoContent();
	}

	FailpointDescriptor status(String name) {
		return Objects.requireNonNull(this.client.get()
			.uri(FAILPOINT, name)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(FailpointDescriptor.class)
			.returnResult()
			.getResponseBody());
	}

}
