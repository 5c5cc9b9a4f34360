package io.github.failpoint.aop;

import io.github.failpoint.EarlyReturn;
import io.github.failpoint.FailpointSite;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The thread that calls the method waits, throws and returns.
 */
record BlockingManner() implements Manner {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation, MethodFailpoints failpoints) throws Throwable {
		for (FailpointSite site : failpoints.before()) {
			EarlyReturn answer = site.evaluate(invocation.getArguments());
			if (answer != null) {
				return answer.value();
			}
		}
		return after(invocation, failpoints, invocation.proceed());
	}

	private static @Nullable Object after(MethodInvocation invocation, MethodFailpoints failpoints,
			@Nullable Object result) throws Throwable {
		for (FailpointSite site : failpoints.after()) {
			EarlyReturn answer = site.evaluate(invocation.getArguments());
			if (answer != null) {
				result = answer.value();
			}
		}
		return result;
	}

	@Override
	public boolean signalsErrors() {
		return false;
	}

}
