package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.terms.Quoting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link FailpointListener} that logs every change of a setting.
 */
final class FailpointChangeLog implements FailpointListener {

	private static final Log logger = LogFactory.getLog(FailpointChangeLog.class);

	@Override
	public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
		logger.info((previous != null)
				? "Failpoint \"%s\" changed from %s to %s".formatted(status.name(), setting(previous), setting(status))
				: "Failpoint \"%s\" enabled with %s".formatted(status.name(), setting(status)));
	}

	@Override
	public void disabled(FailpointStatus previous) {
		logger.info("Failpoint \"%s\" disabled, was %s".formatted(previous.name(), setting(previous)));
	}

	private static String setting(FailpointStatus status) {
		String terms = status.terms();
		return ((terms != null) ? '"' + Quoting.visible(terms) + '"' : "a callback") + " from " + status.source();
	}

}
