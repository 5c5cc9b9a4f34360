package io.github.failpoint.observation;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link FailpointObservationListener}.
 */
class FailpointObservationListenerTests {

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	@AutoClose
	private final FailpointRegistry failpoints = new FailpointRegistry();

	private final FailpointHandle handle = this.failpoints.failpoint("orders.commit");

	FailpointObservationListenerTests() {
		this.failpoints.addListener(new FailpointObservationListener(this.observations));
	}

	@Test
	void aTriggerIsAnEventAndAKeyOfTheCurrentObservation() {
		this.failpoints.enable("orders.commit", "1*yield");
		observe("outer", () -> {
			observe("inner", this.handle::hit);
			this.handle.hit();
		});
		assertThat(this.observations).hasObservationWithNameEqualTo("inner")
			.that()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("failpoint", "orders.commit")
			.hasEvent("failpoint", "failpoint orders.commit: yield at handle");
		assertThat(this.observations).hasObservationWithNameEqualTo("outer")
			.that()
			.doesNotHaveLowCardinalityKeyValueWithKey("failpoint")
			.doesNotHaveEvent("failpoint");
	}

	@Test
	void theKeyNamesTheFailpointThatActedLast() {
		this.failpoints.enableAll("orders.commit=yield;orders.answer=yield");
		observe("request", () -> {
			this.handle.hit();
			this.failpoints.failpoint("orders.answer").hit();
		});
		assertThat(this.observations).hasObservationWithNameEqualTo("request")
			.that()
			.hasLowCardinalityKeyValue("failpoint", "orders.answer")
			.hasEvent("failpoint", "failpoint orders.commit: yield at handle")
			.hasEvent("failpoint", "failpoint orders.answer: yield at handle");
	}

	@Test
	void theErrorOfAnObservationIsTheInjectedException() {
		this.failpoints.enable("orders.commit", "throw(IllegalStateException)");
		Throwable thrown = catchThrowable(() -> observe("request", this.handle::hit));
		assertThat(thrown).isInstanceOf(IllegalStateException.class);
		assertThat(this.observations).hasObservationWithNameEqualTo("request")
			.that()
			.hasError(thrown)
			.hasLowCardinalityKeyValue("failpoint", "orders.commit");
	}

	@Test
	void withoutAnObservationNothingHappens() {
		this.failpoints.enable("orders.commit", "yield");
		this.handle.hit();
		assertThat(this.observations).doesNotHaveAnyObservation();
	}

	@Test
	void anObservationHandlerThatThrowsHarmsNobody() {
		this.observations.observationConfig().observationHandler(new BrokenHandler());
		this.failpoints.enable("orders.commit", "return");
		boolean[] returned = new boolean[1];
		observe("request", () -> returned[0] = this.handle.returnsEarly());
		assertThat(returned[0]).isTrue();
	}

	private void observe(String name, Runnable body) {
		Observation.createNotStarted(name, this.observations).observe(body);
	}

	private static final class BrokenHandler implements ObservationHandler<Observation.Context> {

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			throw new IllegalStateException("broken handler");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
