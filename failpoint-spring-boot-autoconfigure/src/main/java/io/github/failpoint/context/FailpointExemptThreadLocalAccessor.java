package io.github.failpoint.context;

import io.github.failpoint.Failpoints;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * {@link ThreadLocalAccessor} for whether a thread is exempt, so that a request to the
 * endpoint stays exempt where Micrometer's context propagation takes it. Found by the
 * service loader.
 *
 * @since 0.1.0
 */
public final class FailpointExemptThreadLocalAccessor implements ThreadLocalAccessor<Boolean> {

	/**
	 * The key in a context.
	 */
	public static final String KEY = "io.github.failpoint.exempt";

	/**
	 * Called by the service loader.
	 */
	public FailpointExemptThreadLocalAccessor() {
	}

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable Boolean getValue() {
		return Failpoints.isExempt() ? true : null;
	}

	@Override
	public void setValue(Boolean exempt) {
		Failpoints.setExempt(exempt);
	}

	@Override
	public void setValue() {
		Failpoints.setExempt(false);
	}

}
