package io.github.failpoint;

import java.util.Collection;

/**
 * Wakes everybody who waits in what was closed. A few are woken by the thread that has
 * closed it. More are left to a thread of the engine, so that closing takes the same time
 * however many there are; if there can be no such thread, they are woken at once as well.
 */
final class Waking {

	private static final int FEW = 4;

	private Waking() {
	}

	static void wake(Collection<Activation> closed) {
		long waiting = closed.stream().mapToLong(Activation::waiting).sum();
		if (waiting > FEW) {
			EngineThreads.WAKING.execute(() -> wakeAll(closed));
		}
		else if (waiting > 0) {
			wakeAll(closed);
		}
	}

	/**
	 * Threads first: a call may have to go on here, if there is no other thread left.
	 */
	private static void wakeAll(Collection<Activation> closed) {
		closed.forEach(Activation::wakeThreads);
		closed.forEach(Activation::wakeCalls);
	}

}
