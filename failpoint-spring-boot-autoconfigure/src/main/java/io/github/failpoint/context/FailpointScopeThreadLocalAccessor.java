package io.github.failpoint.context;

import io.github.failpoint.FailpointScope;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * {@link ThreadLocalAccessor} for the {@link FailpointScope} of a thread, which thereby
 * goes where Micrometer's context propagation takes it: to other executors, through
 * Reactor, to virtual threads. Found by the service loader.
 *
 * @since 0.1.0
 */
public final class FailpointScopeThreadLocalAccessor implements ThreadLocalAccessor<FailpointScope> {

	/**
	 * The key of the scope in a context.
	 */
	public static final String KEY = "io.github.failpoint.scope";

	/**
	 * Called by the service loader.
	 */
	public FailpointScopeThreadLocalAccessor() {
	}

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable FailpointScope getValue() {
		return FailpointScope.current();
	}

	@Override
	public void setValue(FailpointScope scope) {
		FailpointScope.setCurrent(scope);
	}

	@Override
	public void setValue() {
		FailpointScope.setCurrent(null);
	}

}
