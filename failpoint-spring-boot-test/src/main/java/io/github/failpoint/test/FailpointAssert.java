package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTrigger;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a {@link TestFailpoint}, as the test sees it.
 *
 * @since 0.1.0
 */
public final class FailpointAssert extends AbstractAssert<FailpointAssert, TestFailpoint> {

	FailpointAssert(TestFailpoint failpoint) {
		super(failpoint, FailpointAssert.class);
	}

	/**
	 * Verify that it has acted during the test.
	 * @return this
	 */
	public FailpointAssert wasTriggered() {
		return verify(!this.actual.triggers().isEmpty(), "to have been triggered");
	}

	/**
	 * Verify that it has acted so often during the test.
	 * @param times how often
	 * @return this
	 */
	public FailpointAssert wasTriggered(int times) {
		return verify(this.actual.triggers().size() == times, "to have been triggered " + times + " times");
	}

	/**
	 * Verify that it has not acted during the test.
	 * @return this
	 */
	public FailpointAssert wasNotTriggered() {
		return verify(this.actual.triggers().isEmpty(), "not to have been triggered");
	}

	/**
	 * Verify that it has acted at a site during the test.
	 * @param site the description of the site, such as
	 * {@code com.example.OrderService.place(Order)}, or the part of it before the
	 * parenthesis
	 * @return this
	 */
	public FailpointAssert wasTriggeredBy(String site) {
		List<String> sites = this.actual.triggers().stream().map(FailpointTrigger::site).distinct().toList();
		return verify(sites.stream().anyMatch((other) -> other.equals(site) || other.startsWith(site + "(")),
				"to have been triggered by " + site + " but it was by " + sites);
	}

	/**
	 * Verify that it has been reached so often since it was enabled.
	 * @param times how often
	 * @return this
	 */
	public FailpointAssert wasEvaluated(long times) {
		return verify(this.actual.status().evaluations() == times, "to have been evaluated " + times + " times");
	}

	/**
	 * Verify that it is enabled and may act.
	 * @return this
	 */
	public FailpointAssert isEnabled() {
		return hasState(FailpointStatus.State.ENABLED);
	}

	/**
	 * Verify that it is disabled.
	 * @return this
	 */
	public FailpointAssert isDisabled() {
		return hasState(FailpointStatus.State.DISABLED);
	}

	/**
	 * Verify that it is enabled, and every count is spent.
	 * @return this
	 */
	public FailpointAssert isExhausted() {
		return hasState(FailpointStatus.State.EXHAUSTED);
	}

	/**
	 * Verify that so many callers wait in it now.
	 * @param count how many
	 * @return this
	 */
	public FailpointAssert hasWaiting(long count) {
		return verify(this.actual.status().waiting() == count, "to have " + count + " waiting");
	}

	private FailpointAssert hasState(FailpointStatus.State state) {
		return verify(this.actual.status().state() == state, "to be " + state);
	}

	private FailpointAssert verify(boolean holds, String expectation) {
		isNotNull();
		if (!holds) {
			failWithMessage("%nExpecting %s%n%s", this.actual, expectation);
		}
		return this;
	}

}
