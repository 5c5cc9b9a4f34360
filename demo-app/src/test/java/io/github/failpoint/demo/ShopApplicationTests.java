package io.github.failpoint.demo;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@ShopTest
class ShopApplicationTests {

	@Autowired
	RestTestClient client;

	@Test
	void theShopIsUp() {
		this.client.get().uri("/actuator/health").exchange().expectStatus().isOk();
	}

	@Test
	void anUnknownPathIsAProblem() {
		ProblemDetail problem = this.client.get()
			.uri("/nowhere")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody(ProblemDetail.class)
			.returnResult()
			.getResponseBody();
		assertThat(problem).extracting(ProblemDetail::getDetail).isEqualTo("No static resource nowhere.");
	}

}
