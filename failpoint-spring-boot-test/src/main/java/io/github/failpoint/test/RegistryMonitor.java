package io.github.failpoint.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointSnapshot;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTrigger;
import org.jspecify.annotations.Nullable;

/**
 * Watches what the tests of a registry do to one another. Holds no registry but while
 * tests run, so that it goes with the registry.
 */
final class RegistryMonitor implements FailpointListener {

	private static final ReentrantLock MONITORS_LOCK = new ReentrantLock();

	private static final Map<FailpointRegistry, RegistryMonitor> MONITORS = new WeakHashMap<>();

	private static final int EVERYBODY = Integer.MAX_VALUE;

	private final Semaphore registry = new Semaphore(EVERYBODY, true);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition restored = this.lock.newCondition();

	private final List<Isolated> isolated = new CopyOnWriteArrayList<>();

	private final List<ForEverybody> forEverybody = new CopyOnWriteArrayList<>();

	/**
	 * What everybody saw before the first of the tests for everybody that run now.
	 */
	private volatile @Nullable FailpointSnapshot before;

	private boolean restoring;

	static RegistryMonitor of(FailpointRegistry registry) {
		MONITORS_LOCK.lock();
		try {
			return MONITORS.computeIfAbsent(registry, RegistryMonitor::create);
		}
		finally {
			MONITORS_LOCK.unlock();
		}
	}

	private static RegistryMonitor create(FailpointRegistry registry) {
		RegistryMonitor monitor = new RegistryMonitor();
		registry.addListener(monitor);
		return monitor;
	}

	/**
	 * Whether those who have no setting of their own see the one for everybody: not while
	 * it is one of a test.
	 */
	boolean isVisible(String name) {
		FailpointSnapshot before = this.before;
		return before == null || !before.isChanged(name);
	}

	/**
	 * Return what everybody sees, apart from what tests do to it now.
	 */
	FailpointSnapshot before(FailpointRegistry registry) {
		this.lock.lock();
		try {
			FailpointSnapshot before = this.before;
			return (before != null) ? before : registry.snapshot();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let a test in that changes what only it sees.
	 */
	void enter(Isolated test) {
		this.isolated.add(test);
	}

	void leave(Isolated test) {
		this.isolated.remove(test);
	}

	/**
	 * Let a test in that changes what everybody sees.
	 * @param seed what all draws of the test follow from
	 * @param exclusive whether no other such test may run meanwhile
	 */
	void enter(ForEverybody test, FailpointRegistry registry, long seed, boolean exclusive)
			throws InterruptedException {
		int permits = exclusive ? EVERYBODY : 1;
		this.registry.acquire(permits);
		boolean entered = false;
		try {
			enter(test, registry, seed);
			entered = true;
		}
		finally {
			if (!entered) {
				this.registry.release(permits);
			}
		}
	}

	/**
	 * Listeners are told of what is brought back, so no lock is held meanwhile; but
	 * nobody enters.
	 */
	private void enter(ForEverybody test, FailpointRegistry registry, long seed) throws InterruptedException {
		this.lock.lock();
		try {
			while (this.restoring) {
				this.restored.await();
			}
			this.forEverybody.add(test);
			if (this.before == null) {
				this.before = registry.snapshot();
				registry.setSeed(seed);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Bring back what was there before the first of them, once the last one leaves.
	 * @return the names that have changed, and what else could have changed them
	 */
	Changes leave(ForEverybody test, FailpointRegistry registry, boolean exclusive) {
		FailpointSnapshot before = Objects.requireNonNull(this.before);
		Changes changes = new Changes(before.changed(), others(test));
		try {
			if (changes.others().isEmpty()) {
				restore(before, registry);
			}
			return changes;
		}
		finally {
			this.registry.release(exclusive ? EVERYBODY : 1);
		}
	}

	private void restore(FailpointSnapshot before, FailpointRegistry registry) {
		try {
			before.restore();
		}
		finally {
			forget(registry);
		}
	}

	private List<ForEverybody> others(ForEverybody test) {
		this.lock.lock();
		try {
			this.forEverybody.remove(test);
			this.restoring = this.forEverybody.isEmpty();
			return List.copyOf(this.forEverybody);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void forget(FailpointRegistry registry) {
		this.lock.lock();
		try {
			this.before = null;
			registry.setSeed(null);
			this.restoring = false;
			this.restored.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
		changed(status.name());
	}

	@Override
	public void disabled(FailpointStatus previous) {
		changed(previous.name());
	}

	private void changed(String name) {
		if (this.before == null) {
			this.isolated.forEach((test) -> test.changedElsewhere(name));
		}
	}

	@Override
	public void triggered(FailpointTrigger trigger) {
		FailpointScope scope = FailpointScope.current();
		for (Isolated test : this.isolated) {
			if (test.owns(scope)) {
				test.triggered(trigger);
				return;
			}
		}
		this.forEverybody.forEach((test) -> test.triggered(trigger));
	}

	@Override
	public void waited(FailpointTrigger trigger, Duration duration) {
		this.isolated.forEach(Reach::waited);
		this.forEverybody.forEach(Reach::waited);
	}

	/**
	 * What has changed.
	 *
	 * @param names the names
	 * @param others other tests that may have done it
	 */
	record Changes(Set<String> names, List<ForEverybody> others) {
	}

}
