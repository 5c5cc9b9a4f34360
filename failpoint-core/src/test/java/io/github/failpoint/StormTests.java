package io.github.failpoint;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for everything at once.
 */
class StormTests {

	private static final List<String> TERMS = List.of("pause", "sleep(1h)", "1*sleep(1h)->1*pause->yield",
			"sleep(1us..50us)", "pause(20us)", "50%pause->delay(10us)", "2*pause->off", "3*delay(1h)->pause");

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final Set<Activation> activations = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean over = new AtomicBoolean();

	@RepeatedTest(3)
	void nobodyIsLeftBehind() {
		FailpointHandle handle = this.registry.failpoint("p");
		List<Future<?>> waiters = this.callers.run(8, () -> {
			while (!this.over.get()) {
				handle.hit();
			}
		});
		Callers.join(this.callers.run(3, () -> {
			for (int i = 0; i < 300; i++) {
				change();
			}
		}));
		this.over.set(true);
		this.registry.disable("p");
		Callers.join(waiters);
		assertThat(this.activations).isNotEmpty()
			.allMatch(Activation::isQuiet)
			.allMatch((activation) -> activation.waiting() == 0);
		assertThat(this.registry.points().retired("p", null).size()).isLessThan(20);
	}

	private void change() throws InterruptedException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		switch (random.nextInt(5)) {
			case 0 -> this.registry.disable("p");
			case 1 -> this.registry.release("p", random.nextInt(4));
			case 2 -> this.registry.awaitWaiting("p", 1, Duration.ofNanos(random.nextInt(200_000)));
			case 3 -> assertThat(this.registry.disableAndAwait("p", Callers.PATIENCE)).isTrue();
			default -> this.registry.enable("p", TERMS.get(random.nextInt(TERMS.size())));
		}
		Activation activation = this.registry.activation("p");
		if (activation != null) {
			this.activations.add(activation);
		}
	}

}
