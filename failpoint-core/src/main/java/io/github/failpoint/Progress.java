package io.github.failpoint;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that watch a setting for something to happen. Whoever changes what they watch
 * does so by a volatile write and then calls {@link #changed()}; a watcher registers
 * before it looks. So one of the two always sees the other.
 */
final class Progress {

	private final CopyOnWriteArrayList<Thread> watchers = new CopyOnWriteArrayList<>();

	void changed() {
		if (!this.watchers.isEmpty()) {
			this.watchers.forEach(LockSupport::unpark);
		}
	}

	boolean await(BooleanSupplier condition, Ticker ticker, long deadline) throws InterruptedException {
		Thread watcher = Thread.currentThread();
		this.watchers.add(watcher);
		try {
			while (!condition.getAsBoolean()) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (deadline - ticker.nanoTime() <= 0) {
					return false;
				}
				ticker.parkUntil(deadline);
			}
			return true;
		}
		finally {
			this.watchers.remove(watcher);
		}
	}

}
