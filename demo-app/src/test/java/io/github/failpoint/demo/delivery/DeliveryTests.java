package io.github.failpoint.demo.delivery;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.demo.ShopTest;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;

@ShopTest
class DeliveryTests {

	@Autowired
	RestTestClient client;

	@Autowired
	FailpointRegistry failpoints;

	@Test
	void theCarrierSaysWhenAnOrderArrives() {
		assertThat(delivery()).isEqualTo(new Delivery(2, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw(IOException)", "panic" })
	void aCarrierThatFailsKeepsNobodyWaiting(String terms) {
		this.failpoints.enable("carrier.quote", terms);
		assertThat(delivery()).isEqualTo(Delivery.USUAL);
		assertThat(failpoint("carrier.quote")).wasTriggered(1);
	}

	@Test
	@WithFailpoint(name = "carrier.quote", terms = "1*return({\"days\": 1, \"promised\": true})")
	void theCarrierCanBeMadeToSayAnything() {
		assertThat(delivery()).isEqualTo(new Delivery(1, true));
	}

	private Delivery delivery() {
		return this.client.get()
			.uri("/delivery")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Delivery.class)
			.returnResult()
			.getResponseBody();
	}

}
