package io.github.failpoint.demo.inventory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

import io.github.failpoint.FailpointScope;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two trucks, in the order that loses one of them.
 */
@SpringBootTest
@WithFailpoint(name = "inventory.unloading", terms = "1*pause->off")
class RestockingTests {

	@Autowired
	Restocking restocking;

	@Autowired
	NaiveRestocking naiveRestocking;

	@Autowired
	Inventory inventory;

	@Test
	void theNaiveWayForgetsATruck() {
		assertThat(twoTrucks(this.naiveRestocking::receive)).isEqualTo(10);
	}

	@Test
	void theSoundWayForgetsNone() {
		assertThat(twoTrucks(this.restocking::receive)).isEqualTo(15);
	}

	private int twoTrucks(ObjIntConsumer<String> restocking) {
		int before = this.inventory.inStock("book");
		Runnable truck = FailpointScope.current().wrap(() -> restocking.accept("book", 10));
		CompletableFuture<?> first = CompletableFuture.runAsync(truck, (task) -> new Thread(task).start());
		failpoint("inventory.unloading").awaitWaiting(1);
		restocking.accept("book", 5);
		failpoint("inventory.unloading").release(1);
		assertThat(first).succeedsWithin(10, TimeUnit.MINUTES);
		return this.inventory.inStock("book") - before;
	}

}
