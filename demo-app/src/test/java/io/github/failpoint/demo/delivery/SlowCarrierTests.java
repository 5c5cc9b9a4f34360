package io.github.failpoint.demo.delivery;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;

@ShopTest
@TestPropertySource(properties = "delivery.patience=1ms")
class SlowCarrierTests {

	@Autowired
	RestTestClient client;

	@Autowired
	FailpointRegistry failpoints;

	@ParameterizedTest
	@ValueSource(strings = { "pause", "sleep(1h)" })
	void keepsNobodyWaiting(String terms) {
		this.failpoints.enable("carrier.quote", terms);
		Delivery delivery = this.client.get()
			.uri("/delivery")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Delivery.class)
			.returnResult()
			.getResponseBody();
		assertThat(delivery).isEqualTo(Delivery.USUAL);
		assertThat(failpoint("carrier.quote")).wasTriggered(1);
	}

}
