package io.github.failpoint.demo.inventory;

import io.github.failpoint.demo.ShopTest;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Tests for {@link StockController}.
 */
@ShopTest
class StockControllerTests {

	@Test
	@WithFailpoint(name = "inventory.unloading", terms = "2*yield")
	void trucksAreReceived(@Autowired RestTestClient client) {
		client.post().uri("/stock/book?quantity=1").exchange().expectStatus().isOk();
		client.post().uri("/naive/stock/book?quantity=1").exchange().expectStatus().isOk();
		client.get().uri("/stock/book").exchange().expectBody(Integer.class).isEqualTo(102);
	}

}
