package io.github.failpoint.demo.delivery;

import java.util.concurrent.CompletableFuture;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The company that delivers, which takes its time to answer.
 */
@Component
public class Carrier {

	private final AsyncTaskExecutor executor;

	Carrier(AsyncTaskExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Ask when pieces would arrive.
	 * @param quantity the number of pieces
	 * @return the answer
	 */
	@Failpoint("carrier.quote")
	public CompletableFuture<Delivery> quote(int quantity) {
		return this.executor.submitCompletable(() -> new Delivery((quantity > 10) ? 3 : 2, true));
	}

}
