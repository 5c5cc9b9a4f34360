package io.github.failpoint.aop;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The method returns a future: it runs at once, and what it returned completes later.
 */
record FutureManner() implements Manner {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation, MethodFailpoints failpoints) {
		return new FutureCall(invocation, failpoints).result();
	}

	@Override
	public boolean signalsErrors() {
		return true;
	}

}
