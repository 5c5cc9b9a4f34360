package io.github.failpoint.aop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls during which failpoints are enabled and disabled.
 */
class AfterFailpointTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner().withBean(Gate.class, Gate::new);

	@Test
	void callThatBeganWhileNothingWasEnabledIsNotEvaluated() {
		this.contextRunner.run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			Gate gate = context.getBean(Gate.class);
			CompletableFuture<String> call = CompletableFuture.supplyAsync(gate::pass);
			gate.awaitEntered();
			registry.enable("gate.after", "return(changed)");
			gate.open();
			assertThat(call.get(10, TimeUnit.MINUTES)).isEqualTo("passed");
			assertThat(registry.status("gate.after").orElseThrow().evaluations()).isZero();
			assertThat(gate.pass()).isEqualTo("changed");
		});
	}

	@Test
	void callThatBeganWhileOneWasEnabledIsEvaluatedAgainstWhatIsInForceWhenItEnds() {
		this.contextRunner.run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("gate.before", "off");
			Gate gate = context.getBean(Gate.class);
			CompletableFuture<String> call = CompletableFuture.supplyAsync(gate::pass);
			gate.awaitEntered();
			registry.enable("gate.after", "return(changed)");
			gate.open();
			assertThat(call.get(10, TimeUnit.MINUTES)).isEqualTo("changed");
		});
	}

	@Test
	void failpointThatIsDisabledDuringTheCallDoesNotAct() {
		this.contextRunner.run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("gate.after", "return(changed)");
			Gate gate = context.getBean(Gate.class);
			CompletableFuture<String> call = CompletableFuture.supplyAsync(gate::pass);
			gate.awaitEntered();
			registry.disable("gate.after");
			gate.open();
			assertThat(call.get(10, TimeUnit.MINUTES)).isEqualTo("passed");
		});
	}

	@Test
	void pauseBeforeTheMethodEndsWhenTheFailpointIsDisabled() {
		this.contextRunner.run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("gate.before", "pause");
			Gate gate = context.getBean(Gate.class);
			gate.open();
			CompletableFuture<String> call = CompletableFuture.supplyAsync(gate::pass);
			assertThat(registry.awaitWaiting("gate.before", 1, Duration.ofMinutes(10))).isEqualTo(AwaitOutcome.REACHED);
			assertThat(call).isNotDone();
			registry.disable("gate.before");
			assertThat(call.get(10, TimeUnit.MINUTES)).isEqualTo("passed");
		});
	}

	static class Gate {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch opened = new CountDownLatch(1);

		@Failpoint("gate.before")
		@Failpoint(name = "gate.after", at = Failpoint.At.AFTER)
		public String pass() {
			this.entered.countDown();
			await(this.opened);
			return "passed";
		}

		public void awaitEntered() {
			await(this.entered);
		}

		public void open() {
			this.opened.countDown();
		}

		private static void await(CountDownLatch latch) {
			try {
				assertThat(latch.await(10, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
