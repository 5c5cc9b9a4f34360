package io.github.failpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.github.failpoint.FailpointStatus.Reason;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for code of others that the engine runs while a failpoint acts, and that reaches
 * a failpoint itself.
 */
class CodeOfOthersTests {

	private static final AtomicInteger runs = new AtomicInteger();

	@AutoClose
	private static final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(),
			(type, place) -> (value) -> () -> {
				reach();
				return Converted::new;
			});

	private static final FailpointHandle handle = registry.failpoint("p");

	@AfterEach
	void reset() {
		registry.disableAll();
		runs.set(0);
	}

	@Test
	void aConstructorOfAnExceptionReachesNothing() {
		registry.enable("p", "throw(" + Reaching.class.getName() + ", once)");
		assertThatExceptionOfType(Reaching.class).isThrownBy(handle::hit).withMessage("once").withNoCause();
		assertThat(runs).hasValue(2);
		assertActedOnce();
	}

	@Test
	void aConstructorThatFailsReachesNothing() {
		registry.enable("p", "throw(" + Failing.class.getName() + ")");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(handle::hit)
			.withCauseExactlyInstanceOf(ArithmeticException.class);
		assertActedOnce();
	}

	@Test
	void aHandlerOfTheLogReachesNothing() {
		Logger logger = Logger.getLogger("io.github.failpoint");
		Handler handler = new ReachingHandler();
		logger.addHandler(handler);
		try {
			registry.enable("p", "print");
			handle.hit();
		}
		finally {
			logger.removeHandler(handler);
		}
		assertThat(runs).hasValue(1);
		assertActedOnce();
	}

	@Test
	void aConverterReachesNothing() {
		registry.enable("p", "return(value)");
		assertThat(handle.<Converted, RuntimeException>evaluate(Converted.class, Converted::new)).isNotNull();
		assertThat(runs).hasValue(1);
		assertActedOnce();
	}

	@Test
	void whatAConverterMadeForEachReturnReachesNothing() {
		try (FailpointRegistry other = new FailpointRegistry(FailpointPolicy.defaults(),
				(type, place) -> (value) -> () -> () -> {
					reach();
					return new Converted();
				})) {
			registry.enable("p", "panic");
			other.enable("q", "return(value)");
			for (int i = 0; i < 2; i++) {
				assertThat(other.failpoint("q").evaluate(Converted.class, Converted::new)).isNotNull();
			}
			assertThat(runs).hasValue(2);
			assertThat(registry.status("p").orElseThrow().triggers()).isZero();
		}
	}

	@Test
	void whatAConverterMakesOfNothingIsNeverNullWhereNothingMayBe() {
		try (FailpointRegistry other = new FailpointRegistry(FailpointPolicy.defaults(),
				(type, place) -> new ValueTarget() {

					@Override
					public ValuePlan planPresent(Value value) {
						return planAbsent(value);
					}

					@Override
					public ValuePlan planAbsent(Value value) {
						return () -> () -> null;
					}

				})) {
			other.declare("q", new SiteSignature("Q.q()", Converted.class, List.of()).returningNonNull());
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> other.enable("q", "return"))
				.withMessageContaining("it is never null");
		}
	}

	@Test
	void aConverterReachesNothingWhileASettingIsChecked() {
		registry.enable("p", "panic");
		registry.declare("q", new SiteSignature("Q.q()", Converted.class, List.of()));
		registry.enable("q", "return(value)");
		assertThat(runs).hasValue(1);
		assertThat(registry.status("p").orElseThrow().triggers()).isZero();
	}

	@Test
	void whatDecidesOnAScopeReachesNothing() {
		registry.enable("p", "yield");
		FailpointScope scope = registry.openScope((name) -> {
			reach();
			return true;
		});
		handle.hit();
		scope.close();
		assertThat(runs).hasValue(1);
		assertActedOnce();
	}

	@Test
	void aCallbackReachesWhatItReaches() {
		FailpointHandle other = registry.failpoint("other");
		registry.enable("other", "return");
		registry.enable("p", (call) -> assertThat(other.returnsEarly()).isTrue());
		handle.hit();
		assertThat(registry.status("other").orElseThrow().triggers()).isOne();
	}

	@Test
	void whatGoesOnAfterwardsReachesWhatItReaches() {
		registry.enable("p", "1*pause->return");
		CompletableFuture<Boolean> then = handle
			.<Integer>evaluateAsync(Integer.class, () -> CompletableFuture.completedFuture(1))
			.thenApply((value) -> handle.returnsEarly())
			.toCompletableFuture();
		registry.release("p", 1);
		assertThat(then.join()).isTrue();
	}

	private static void assertActedOnce() {
		FailpointTotals totals = registry.totals("p");
		FailpointStatus status = registry.status("p").orElseThrow();
		assertThat(status.triggers()).isOne();
		assertThat(totals.suppressed()).doesNotContainKeys(Reason.OFF, Reason.PROBABILITY, Reason.LIMITED);
	}

	private static void reach() {
		runs.incrementAndGet();
		handle.returnsEarly();
	}

	private record Converted() {
	}

	static class Reaching extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Reaching(String message) {
			super(message);
			reach();
		}

		@Override
		public synchronized Throwable fillInStackTrace() {
			reach();
			return super.fillInStackTrace();
		}

	}

	static class Failing extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Failing() {
			handle.returnsEarly();
			throw new ArithmeticException();
		}

	}

	private static final class ReachingHandler extends Handler {

		@Override
		public void publish(LogRecord record) {
			reach();
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
