package io.github.failpoint;

/**
 * Events for the JDK Flight Recorder, where the runtime has one.
 */
final class FlightRecords {

	static final Runnable UNRECORDED = () -> {
	};

	private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

	private FlightRecords() {
	}

	/**
	 * Begin the event of a trigger.
	 * @return what ends it
	 */
	static Runnable begin(Evaluation evaluation) {
		return PRESENT ? TriggerEvent.begin(evaluation) : UNRECORDED;
	}

	static void changed(Points.Change change, boolean expired) {
		if (PRESENT) {
			ChangeEvent.commit(change, expired);
		}
	}

}
