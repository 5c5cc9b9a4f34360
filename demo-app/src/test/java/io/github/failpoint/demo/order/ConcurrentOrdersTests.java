package io.github.failpoint.demo.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@ShopTest
class ConcurrentOrdersTests {

	private static final int CUSTOMERS = 16;

	private final ShopClient shop;

	@Autowired
	ConcurrentOrdersTests(RestTestClient client) {
		this.shop = new ShopClient(client);
	}

	@Test
	void oneKeyIsOneOrderAndOneCharge() throws Exception {
		List<Order> answers = atOnce((customer) -> this.shop.place("a", new OrderRequest("book", 1)));
		assertThat(answers).hasSize(CUSTOMERS).containsOnly(answers.get(0));
		assertThat(this.shop.orders()).containsExactly(answers.get(0));
		assertThat(this.shop.charges(answers.get(0))).hasSize(1);
	}

	@Test
	void theLastPiecesAreSoldOnce() throws Exception {
		List<Integer> answers = atOnce((customer) -> this.shop.post("key-" + customer, new OrderRequest("lamp", 1))
			.returnResult()
			.getStatus()
			.value());
		assertThat(answers).filteredOn((status) -> status == 201).hasSize(10);
		assertThat(answers).filteredOn((status) -> status == 409).hasSize(CUSTOMERS - 10);
		assertThat(this.shop.orders()).hasSize(10).allMatch((order) -> this.shop.charges(order).size() == 1);
	}

	private static <T> List<T> atOnce(IntFunction<T> customer) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(CUSTOMERS);
		try {
			CyclicBarrier start = new CyclicBarrier(CUSTOMERS);
			List<Callable<T>> tasks = IntStream.range(0, CUSTOMERS).<Callable<T>>mapToObj((i) -> () -> {
				start.await();
				return customer.apply(i);
			}).toList();
			List<T> results = new ArrayList<>();
			for (Future<T> result : executor.invokeAll(tasks)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			executor.shutdown();
		}
	}

}
