package io.github.failpoint.aop;

import java.util.concurrent.Callable;

import io.github.failpoint.EarlyReturn;
import io.github.failpoint.FailpointSite;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The method returns what is to be called later: the thread that calls that waits, throws
 * and returns.
 */
record CallableManner() implements Manner {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation, MethodFailpoints failpoints) throws Throwable {
		Callable<?> callable = (Callable<?>) invocation.proceed();
		@Nullable Object[] arguments = invocation.getArguments();
		return (callable != null) ? (Callable<?>) () -> call(callable, failpoints, arguments) : null;
	}

	private static @Nullable Object call(Callable<?> callable, MethodFailpoints failpoints,
			@Nullable Object[] arguments) throws Exception {
		for (FailpointSite site : failpoints.before()) {
			EarlyReturn answer = reach(site, arguments);
			if (answer != null) {
				return valueOf(answer);
			}
		}
		Object result = callable.call();
		for (FailpointSite site : failpoints.after()) {
			EarlyReturn answer = reach(site, arguments);
			result = (answer != null) ? valueOf(answer) : result;
		}
		return result;
	}

	private static @Nullable EarlyReturn reach(FailpointSite site, @Nullable Object[] arguments) throws Exception {
		try {
			return site.evaluate(arguments);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object valueOf(EarlyReturn answer) throws Exception {
		return (answer.value() instanceof Callable<?> callable) ? callable.call() : null;
	}

	@Override
	public boolean signalsErrors() {
		return true;
	}

}
