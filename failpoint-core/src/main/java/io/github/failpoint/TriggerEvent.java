package io.github.failpoint;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/**
 * One trigger, for as long as its action takes.
 */
@Name("io.github.failpoint.Trigger")
@Label("Failpoint Trigger")
@Description("A failpoint acted; the duration is that of its action")
@Category("Failpoint")
final class TriggerEvent extends Event {

	@Label("Failpoint")
	final String failpoint;

	@Label("Site")
	final String site;

	@Label("Action")
	final String action;

	private TriggerEvent(String failpoint, String site, String action) {
		this.failpoint = failpoint;
		this.site = site;
		this.action = action;
	}

	static Runnable begin(Evaluation evaluation) {
		TriggerEvent event = new TriggerEvent(evaluation.name(), evaluation.site().description(),
				evaluation.effect().keyword());
		if (!event.isEnabled()) {
			return FlightRecords.UNRECORDED;
		}
		event.begin();
		return event::commit;
	}

}
