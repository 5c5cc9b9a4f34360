package io.github.failpoint.demo.inventory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

import io.github.failpoint.demo.ShopTest;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two trucks, in the order that loses one of them.
 */
@ShopTest
@WithFailpoint(name = "inventory.unloading", terms = "1*pause->off")
class RestockingTests {

	@Autowired
	Restocking restocking;

	@Autowired
	NaiveRestocking naiveRestocking;

	@Autowired
	Inventory inventory;

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	@AfterEach
	void stop() {
		this.thread.shutdown();
	}

	@Test
	void theNaiveWayForgetsATruck() {
		assertThat(twoTrucks(this.naiveRestocking::receive)).isEqualTo(110);
	}

	@Test
	void theSoundWayForgetsNone() {
		assertThat(twoTrucks(this.restocking::receive)).isEqualTo(115);
	}

	private int twoTrucks(ObjIntConsumer<String> restocking) {
		CompletableFuture<?> first = CompletableFuture.runAsync(() -> restocking.accept("book", 10), this.thread);
		failpoint("inventory.unloading").awaitWaiting(1);
		restocking.accept("book", 5);
		failpoint("inventory.unloading").release(1);
		assertThat(first).succeedsWithin(20, TimeUnit.SECONDS);
		return this.inventory.inStock("book");
	}

	@Test
	@WithFailpoint(name = "inventory.unloading", terms = "2*yield")
	void trucksAreReceivedOverHttp(@Autowired RestTestClient client) {
		client.post().uri("/stock/book?quantity=1").exchange().expectStatus().isOk();
		client.post().uri("/naive/stock/book?quantity=1").exchange().expectStatus().isOk();
		client.get().uri("/stock/book").exchange().expectBody(Integer.class).isEqualTo(102);
	}

}
