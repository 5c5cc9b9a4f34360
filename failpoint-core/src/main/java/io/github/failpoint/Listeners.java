package io.github.failpoint;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners what happened. An event that nobody hears is not even made.
 */
final class Listeners {

	private final List<GuardedListener> listeners = new CopyOnWriteArrayList<>();

	private final Ticker ticker;

	Listeners(Ticker ticker) {
		this.ticker = ticker;
	}

	void add(FailpointListener listener) {
		this.listeners.add(new GuardedListener(listener, this.ticker));
	}

	boolean remove(FailpointListener listener) {
		return this.listeners.stream()
			.filter((guarded) -> guarded.listener().equals(listener))
			.findFirst()
			.filter(this.listeners::remove)
			.isPresent();
	}

	void triggered(Evaluation evaluation) {
		for (GuardedListener listener : this.listeners) {
			if (listener.hearsTriggers()) {
				listener.tell((hearer) -> hearer.triggered(trigger(evaluation)));
			}
		}
	}

	void waited(Evaluation evaluation, long nanos) {
		for (GuardedListener listener : this.listeners) {
			if (listener.hearsWaits()) {
				listener.tell((hearer) -> hearer.waited(trigger(evaluation), Duration.ofNanos(nanos)));
			}
		}
	}

	boolean hearExpiries() {
		return this.listeners.stream().anyMatch(GuardedListener::hearsExpiries);
	}

	private static FailpointTrigger trigger(Evaluation evaluation) {
		return new FailpointTrigger(evaluation.name(), evaluation.site().description(), evaluation.effect().keyword());
	}

	void tell(Consumer<FailpointListener> event) {
		this.listeners.forEach((listener) -> listener.tell(event));
	}

}
