package io.github.failpoint;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was enabled in a registry at one moment, so that it can be brought back.
 *
 * @since 0.1.0
 * @see FailpointRegistry#snapshot()
 */
public final class FailpointSnapshot {

	private final FailpointRegistry registry;

	private final Map<String, Setting> settings;

	private final boolean stopped;

	FailpointSnapshot(FailpointRegistry registry, Map<String, Setting> settings) {
		this.registry = registry;
		this.settings = Map.copyOf(settings);
		this.stopped = registry.points().isStopped();
	}

	/**
	 * Return whether a failpoint has another setting than at the moment of the snapshot.
	 * Takes no lock.
	 * @param name the name
	 * @return whether its setting for everybody was replaced, added or removed
	 */
	public boolean isChanged(String name) {
		return this.registry.setting(name) != this.settings.get(name);
	}

	/**
	 * Return the names whose setting is another one than at the moment of the snapshot.
	 * @return the names, sorted; empty if nothing has changed
	 */
	public Set<String> changed() {
		Map<String, Setting> now = this.registry.settings();
		Set<String> changed = new TreeSet<>(now.keySet());
		changed.addAll(this.settings.keySet());
		changed.removeIf((name) -> now.get(name) == this.settings.get(name));
		return changed;
	}

	/**
	 * Bring back what was enabled at the moment of the snapshot, all at once. A setting
	 * that is still in force stays so, with whoever waits in it. One that was replaced or
	 * disabled comes back with its remaining counts, its seed and its counters; all other
	 * waiters are woken. Does nothing once the registry is stopped or closed.
	 * @see #resume()
	 */
	public void restore() {
		this.registry.restore(this.settings);
	}

	/**
	 * Lift a stop for everybody that was made since, so that failpoints can be enabled
	 * again. For what tests a stop, and comes back to this moment afterwards: in an
	 * application, a stop lasts until it starts again.
	 * @return whether there was one
	 * @see FailpointRegistry#stop(String)
	 */
	public boolean resume() {
		return !this.stopped && this.registry.points().resume();
	}

}
