package io.github.failpoint.test;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	/**
	 * Who has stopped everything for everybody.
	 */
	private volatile @Nullable Stop stop;

	private @Nullable String closed;

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
		tellOfStop(test);
	}

	private void tellOfStop(Reach test) {
		Stop stop = this.stop;
		if (stop != null) {
			test.stoppedBy(stop.by());
		}
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
			undoStop();
			enter(test, registry, seed);
			tellOfStop(test);
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
			before.resume();
			before.restore();
		}
		finally {
			this.stop = null;
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
	public void stopped(List<String> names, @Nullable String reason) {
		FailpointScope scope = FailpointScope.current();
		if (this.isolated.stream().noneMatch((test) -> test.owns(scope))) {
			Stop stop = stop();
			this.stop = stop;
			Stream.concat(this.isolated.stream(), this.forEverybody.stream())
				.forEach((test) -> test.stoppedBy(stop.by()));
		}
	}

	private Stop stop() {
		FailpointSession session = FailpointSession.current();
		if (!this.forEverybody.isEmpty()) {
			return new Stop((session != null) ? session.toString() : names(this.forEverybody), null);
		}
		Thread thread = Thread.currentThread();
		return new Stop("thread \"" + thread.getName() + "\" at" + Stacks.of(thread),
				this.isolated.stream().map(Isolated::before).findFirst().orElse(null));
	}

	/**
	 * Bring back what was there before a stop that no test for everybody has made.
	 * @return whether there was one
	 */
	boolean undoStop() {
		Stop stop = this.stop;
		FailpointSnapshot before = (stop != null) ? stop.before() : null;
		if (before == null || !before.resume()) {
			return false;
		}
		this.stop = null;
		before.restore();
		return true;
	}

	/**
	 * Say once and for all which tests may have closed the registry.
	 */
	String closed(FailpointRegistry registry) {
		this.lock.lock();
		try {
			if (this.closed == null) {
				this.closed = "The failpoint registry was closed while this ran: "
						+ names(Stream.concat(this.isolated.stream(), this.forEverybody.stream()).toList());
				registry.close(this.closed);
			}
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static String names(Collection<? extends Reach> tests) {
		return tests.stream().map(Reach::toString).sorted().collect(Collectors.joining(", "));
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
	 * A stop for everybody.
	 *
	 * @param by who has made it
	 * @param before what was there before, or {@code null} if the test that has made it
	 * knows
	 */
	private record Stop(String by, @Nullable FailpointSnapshot before) {
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
