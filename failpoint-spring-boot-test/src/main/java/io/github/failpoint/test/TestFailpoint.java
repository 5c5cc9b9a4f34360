package io.github.failpoint.test;

import java.time.Duration;
import java.util.List;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTrigger;
import io.github.failpoint.terms.DurationRange;
import org.assertj.core.api.AssertProvider;

/**
 * A failpoint as the test sees it that runs on this thread: waits for what happens there,
 * lets waiters go, and can be asserted on. Waits end after ten seconds with an error that
 * shows the status and what the waiting threads do. <pre class="code">
 * failpoint("orders.commit").awaitWaiting(1);
 * failpoint("orders.commit").release(1);
 * assertThat(failpoint("orders.commit")).wasTriggered(1);
 * </pre>
 *
 * @since 0.1.0
 */
public final class TestFailpoint implements AssertProvider<FailpointAssert> {

	private static final Duration SHORT = Duration.ofMillis(10);

	private final FailpointSession session;

	private final String name;

	private final Duration limit;

	private TestFailpoint(FailpointSession session, String name, Duration limit) {
		this.session = session;
		this.name = name;
		this.limit = limit;
	}

	/**
	 * Return a failpoint of the test that runs on this thread.
	 * @param name the name
	 * @return the failpoint
	 * @throws IllegalStateException if no test with failpoints runs on this thread
	 */
	public static TestFailpoint failpoint(String name) {
		FailpointSession session = FailpointSession.current();
		if (session == null) {
			throw new IllegalStateException("No test with failpoints runs on this thread: it needs Spring, "
					+ "@WithFailpoint or the FailpointExtension, and the thread must be that of the test");
		}
		return new TestFailpoint(session, name, Patience.limit());
	}

	/**
	 * Return the same failpoint with more or less patience.
	 * @param limit the longest time to wait
	 * @return the failpoint
	 */
	public TestFailpoint within(Duration limit) {
		return new TestFailpoint(this.session, this.name, limit);
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the status, as the test sees it.
	 * @return the status
	 * @throws AssertionError if nobody has declared or enabled it
	 */
	public FailpointStatus status() {
		return control().status(this.name)
			.orElseThrow(() -> new AssertionError("No failpoint \"" + this.name + "\" is declared or enabled"
					+ Suggestion.text(this.session.registry(), this.name)));
	}

	/**
	 * Wait until so many callers wait in the failpoint at once.
	 * @param count how many
	 * @return this failpoint
	 * @throws AssertionError if they do not in time, or if it gets disabled meanwhile
	 */
	public TestFailpoint awaitWaiting(long count) {
		return await("has " + count + " waiting", (control, limit) -> control.awaitWaiting(this.name, count, limit));
	}

	/**
	 * Wait until the failpoint has acted so often since it was enabled.
	 * @param count how often
	 * @return this failpoint
	 * @throws AssertionError if it does not in time, or if it gets disabled meanwhile
	 */
	public TestFailpoint awaitTriggers(long count) {
		return await("was triggered " + count + " times",
				(control, limit) -> control.awaitTriggers(this.name, count, limit));
	}

	/**
	 * Wait until the failpoint has been reached so often since it was enabled.
	 * @param count how often
	 * @return this failpoint
	 * @throws AssertionError if it is not in time, or if it gets disabled meanwhile
	 */
	public TestFailpoint awaitEvaluations(long count) {
		return await("was evaluated " + count + " times",
				(control, limit) -> control.awaitEvaluations(this.name, count, limit));
	}

	/**
	 * Wait until so many callers wait in the failpoint, and let as many go that wait in a
	 * {@code pause}; the failpoint stays enabled. If some of them wait in something else,
	 * those who pause go first, and it waits for others.
	 * @param count how many
	 * @return this failpoint
	 * @throws AssertionError if fewer could be let go in time, or if it gets disabled
	 * meanwhile
	 */
	public TestFailpoint release(int count) {
		return await("let " + count + " go from a pause", (control, limit) -> release(control, count, limit));
	}

	private AwaitOutcome release(FailpointControl control, int count, Duration limit) throws InterruptedException {
		long start = System.nanoTime();
		AwaitOutcome outcome = control.awaitWaiting(this.name, count, limit);
		int left = count;
		while (outcome == AwaitOutcome.REACHED && left > 0) {
			left -= control.release(this.name, left);
			Duration rest = limit.minusNanos(System.nanoTime() - start);
			outcome = (left > 0) ? awaitAnother(control, rest) : outcome;
		}
		return outcome;
	}

	/**
	 * Somebody who sleeps may leave meanwhile, so it is not known how many will wait.
	 */
	private AwaitOutcome awaitAnother(FailpointControl control, Duration rest) throws InterruptedException {
		if (rest.isNegative()) {
			return AwaitOutcome.TIMED_OUT;
		}
		AwaitOutcome outcome = control.awaitWaiting(this.name, status().waiting() + 1, SHORT);
		return (outcome == AwaitOutcome.TIMED_OUT) ? AwaitOutcome.REACHED : outcome;
	}

	/**
	 * Let all callers go that wait in a {@code pause}; the failpoint stays enabled.
	 * @return this failpoint
	 */
	public TestFailpoint releaseAll() {
		control().release(this.name, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * Return what can be asserted. AssertJ's own {@code assertThat} finds it.
	 * @return the assertions
	 */
	@Override
	public FailpointAssert assertThat() {
		return new FailpointAssert(this);
	}

	List<FailpointTrigger> triggers() {
		status();
		return this.session.triggers(this.name);
	}

	private FailpointControl control() {
		return this.session.control();
	}

	private TestFailpoint await(String goal, Wait wait) {
		try {
			AwaitOutcome outcome = wait.on(control(), this.limit);
			if (outcome != AwaitOutcome.REACHED) {
				throw new AssertionError(failure(goal, outcome));
			}
			return this;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting until failpoint \"" + this.name + "\" " + goal, ex);
		}
	}

	private String failure(String goal, AwaitOutcome outcome) {
		String reason = (outcome == AwaitOutcome.TIMED_OUT) ? "not within " + DurationRange.of(this.limit)
				: "it is disabled, or was changed meanwhile";
		String line = System.lineSeparator();
		String text = "Waiting until failpoint \"" + this.name + "\" " + goal + ": " + reason + line + "  "
				+ Statuses.text(status());
		List<Thread> waiting = control().waitingThreads(this.name);
		return waiting.isEmpty() ? text : text + line + "  waiting there:" + line + Stacks.of(waiting);
	}

	@Override
	public String toString() {
		return "failpoint " + Statuses.text(status());
	}

	private interface Wait {

		AwaitOutcome on(FailpointControl control, Duration limit) throws InterruptedException;

	}

}
