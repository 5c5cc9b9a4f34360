package io.github.failpoint.observation;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointTrigger;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * {@link FailpointListener} that puts triggers on the current observation, and thereby on
 * its span: as an event, and as the low-cardinality key {@code failpoint} with the name
 * of the failpoint that acted last.
 *
 * @since 0.1.0
 */
public final class FailpointObservationListener implements FailpointListener {

	private static final String FAILPOINT = "failpoint";

	private final ObservationRegistry registry;

	/**
	 * Create a listener.
	 * @param registry the registry that knows the current observation
	 */
	public FailpointObservationListener(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void triggered(FailpointTrigger trigger) {
		Observation current = this.registry.getCurrentObservation();
		if (current != null) {
			current.lowCardinalityKeyValue(FAILPOINT, trigger.name())
				.event(Observation.Event.of(FAILPOINT,
						"failpoint " + trigger.name() + ": " + trigger.action() + " at " + trigger.site()));
		}
	}

}
