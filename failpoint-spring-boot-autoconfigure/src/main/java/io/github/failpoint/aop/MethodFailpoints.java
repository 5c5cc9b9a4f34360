package io.github.failpoint.aop;

import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.EarlyReturn;
import io.github.failpoint.FailpointSite;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The failpoints of one method at one position, in the order in which they act.
 *
 * @param before those that are reached before the method runs
 * @param after those that are reached after it has returned
 */
record MethodFailpoints(List<FailpointSite> before, List<FailpointSite> after) {

	Stream<FailpointSite> sites() {
		return Stream.concat(this.before.stream(), this.after.stream());
	}

	@Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (!isEnabled()) {
			return invocation.proceed();
		}
		for (FailpointSite site : this.before) {
			EarlyReturn answer = site.evaluate(invocation.getArguments());
			if (answer != null) {
				return answer.value();
			}
		}
		return after(invocation, invocation.proceed());
	}

	private @Nullable Object after(MethodInvocation invocation, @Nullable Object result) throws Throwable {
		for (FailpointSite site : this.after) {
			EarlyReturn answer = site.evaluate(invocation.getArguments());
			if (answer != null) {
				result = answer.value();
			}
		}
		return result;
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
