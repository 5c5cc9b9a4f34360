package io.github.failpoint.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a test that only its own threads see.
 */
final class Isolated extends Reach {

	private final RegistryMonitor monitor;

	private final FailpointScope scope;

	private final FailpointSnapshot before;

	private final Map<String, String> changes = new ConcurrentHashMap<>();

	Isolated(FailpointRegistry registry, TestId test, long seed) {
		super(test);
		this.monitor = RegistryMonitor.of(registry);
		this.monitor.undoStop();
		this.scope = registry.openRootScope(seed, this.monitor::isVisible);
		this.before = this.monitor.before(registry);
		this.monitor.enter(this);
	}

	@Override
	FailpointControl control() {
		return this.scope;
	}

	@Override
	FailpointScope.Attachment attach() {
		return this.scope.attach();
	}

	FailpointSnapshot before() {
		return this.before;
	}

	boolean owns(@Nullable FailpointScope scope) {
		return scope != null && scope.isWithin(this.scope);
	}

	/**
	 * Called on a thread that has changed a failpoint, perhaps for everybody.
	 */
	void changedElsewhere(String name) {
		if (this.before.isChanged(name)) {
			Thread thread = Thread.currentThread();
			this.changes.putIfAbsent(name, "thread \"" + thread.getName() + "\" at" + Stacks.of(thread));
		}
	}

	@Override
	List<String> close() {
		this.scope.close();
		this.monitor.leave(this);
		List<String> problems = new ArrayList<>();
		this.changes.forEach((name, where) -> {
			if (this.before.isChanged(name)) {
				problems.add("Failpoint \"" + name + "\" was changed for everybody while this test ran, by " + where
						+ "The thread does not carry the scope of the test. It has been changed back.");
			}
		});
		if (!problems.isEmpty()) {
			this.before.restore();
		}
		if (this.monitor.undoStop()) {
			problems.addAll(disturbances());
		}
		return problems;
	}

}
