package io.github.failpoint.aop;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.failpoint.FailpointSite;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The failpoints of one method at one position, in the order in which they act.
 *
 * @param before those that are reached before the method runs
 * @param after those that are reached after it has returned
 * @param afterElements those that are reached after so many elements of what it returns
 * @param manner how they act
 */
record MethodFailpoints(List<FailpointSite> before, List<FailpointSite> after, Map<FailpointSite, Long> afterElements,
		Manner manner) {

	Stream<FailpointSite> sites() {
		return Stream.of(this.before, this.after, this.afterElements.keySet()).flatMap(Collection::stream);
	}

	@Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		return (this.manner.isDeferred() || isEnabled()) ? this.manner.invoke(invocation, this) : invocation.proceed();
	}

	/**
	 * Asked when a call begins: one that began while nothing was enabled is not
	 * evaluated.
	 */
	private boolean isEnabled() {
		return anyEnabled(this.before) || anyEnabled(this.after);
	}

	/**
	 * Every call of an advised method comes here: an iterator would be garbage for each.
	 */
	private static boolean anyEnabled(List<FailpointSite> sites) {
		for (int i = 0; i < sites.size(); i++) {
			if (sites.get(i).isEnabled()) {
				return true;
			}
		}
		return false;
	}

}
