package io.github.failpoint.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointTrigger;
import org.jspecify.annotations.Nullable;

/**
 * How far the settings of a test reach.
 */
abstract sealed class Reach permits Isolated, ForEverybody {

	private final Queue<FailpointTrigger> triggers = new ConcurrentLinkedQueue<>();

	private final OwnPauses pauses = new OwnPauses();

	private final TestId test;

	private volatile @Nullable String stoppedBy;

	Reach(TestId test) {
		this.test = test;
	}

	abstract FailpointControl control();

	/**
	 * Make the settings visible on this thread, if they are not to everybody.
	 */
	abstract FailpointScope.@Nullable Attachment attach();

	/**
	 * Bring back what was there before, and wake whoever waits.
	 * @return what the test has done that it must not do
	 */
	abstract List<String> close();

	void triggered(FailpointTrigger trigger) {
		this.triggers.add(trigger);
		if (trigger.action().equals("pause") && FailpointSession.current() != null) {
			FailpointScope scope = FailpointScope.current();
			this.pauses.begin(trigger.name(), (scope != null) ? scope : control());
		}
	}

	/**
	 * Called on a thread that no longer waits.
	 */
	void waited() {
		this.pauses.end();
	}

	/**
	 * Return in which pauses the threads of the test would have waited for ever.
	 */
	List<String> stuck() {
		return this.pauses.close();
	}

	void forget() {
		this.triggers.clear();
	}

	/**
	 * Called when everything was stopped for everybody.
	 * @param who a test or a thread
	 */
	void stoppedBy(String who) {
		if (!who.equals(toString())) {
			this.stoppedBy = who;
		}
	}

	/**
	 * Return what others have done that may be why this test fails.
	 */
	List<String> disturbances() {
		String who = this.stoppedBy;
		return (who != null) ? List.of("All failpoints were stopped for everybody while this test ran, by " + who)
				: List.of();
	}

	List<FailpointTrigger> triggers(String name) {
		return this.triggers.stream().filter((trigger) -> trigger.name().equals(name)).toList();
	}

	@Override
	public final String toString() {
		return this.test.toString();
	}

}
