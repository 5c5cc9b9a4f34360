package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners what happened, and keeps their failures from everybody else.
 */
final class Listeners {

	private static final System.Logger logger = System.getLogger(FailpointListener.class.getName());

	private final List<FailpointListener> listeners = new CopyOnWriteArrayList<>();

	void add(FailpointListener listener) {
		this.listeners.add(listener);
	}

	boolean remove(FailpointListener listener) {
		return this.listeners.remove(listener);
	}

	void triggered(Evaluation evaluation, Effect effect) {
		if (!this.listeners.isEmpty()) {
			FailpointTrigger trigger = new FailpointTrigger(evaluation.name(), evaluation.site().description(),
					effect.keyword());
			tell((listener) -> listener.triggered(trigger));
		}
	}

	/**
	 * No failpoint acts meanwhile: a listener that reached the one it is told of would be
	 * told of it again, and again.
	 */
	void tell(Consumer<FailpointListener> event) {
		for (FailpointListener listener : this.listeners) {
			try {
				Suppression.call(() -> {
					event.accept(listener);
					return true;
				});
			}
			catch (Throwable ex) {
				logger.log(Level.WARNING, "Failpoint listener " + listener.getClass().getName() + " failed", ex);
			}
		}
	}

}
