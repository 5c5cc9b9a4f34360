package io.github.failpoint.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.terms.DurationRange;
import io.github.failpoint.terms.Quoting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link FailpointListener} that logs every change of a setting; of scopes, of which
 * there may be many, at debug level.
 */
final class FailpointChangeLog implements FailpointListener {

	private static final Log logger = LogFactory.getLog(FailpointChangeLog.class);

	private static final int MOST_NAMES = 50;

	@Override
	public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
		log(status,
				(previous != null)
						? "Failpoint \"%s\" changed from %s to %s".formatted(status.name(), setting(previous),
								setting(status))
						: "Failpoint \"%s\" enabled with %s".formatted(status.name(), setting(status)));
	}

	@Override
	public void disabled(FailpointStatus previous) {
		log(previous, "Failpoint \"%s\" disabled, was %s".formatted(previous.name(), setting(previous)));
	}

	private static void log(FailpointStatus status, String message) {
		if (status.source() == FailpointSource.SCOPE) {
			logger.debug(message);
		}
		else {
			logger.info(message);
		}
	}

	@Override
	public void expired(FailpointStatus previous, @Nullable FailpointStatus status) {
		log(previous, "The time of failpoint \"%s\" is over, was %s, is now %s".formatted(previous.name(),
				setting(previous), (status != null) ? setting(status) : "disabled"));
	}

	@Override
	public void limited(String name, String limit, long max) {
		logger
			.warn("Failpoint \"%s\" lets callers go on, since 'failpoint.limits.max-%s' is %d; they are counted as '%s'"
				.formatted(name, limit, max, FailpointStatus.Reason.LIMITED));
	}

	@Override
	public void stopped(List<String> names, @Nullable String reason) {
		logger.warn("All failpoints are stopped, nothing can be enabled until the application starts again"
				+ reason(reason) + "; " + (names.isEmpty() ? "none was enabled" : "enabled were " + some(names)));
	}

	private static String some(List<String> names) {
		return (names.size() <= MOST_NAMES) ? names.toString()
				: names.subList(0, MOST_NAMES) + " and " + (names.size() - MOST_NAMES) + " more";
	}

	private static String setting(FailpointStatus status) {
		String terms = status.terms();
		return ((terms != null) ? '"' + Quoting.visible(terms) + '"' : "a callback") + " from " + status.source()
				+ time(status) + reason(status.reason());
	}

	static String time(FailpointStatus status) {
		Instant from = status.enabledAt();
		Instant until = status.expiresAt();
		return (from != null && until != null) ? " for " + DurationRange.of(Duration.between(from, until)) : "";
	}

	private static String reason(@Nullable String reason) {
		return (reason != null) ? ": " + Quoting.quote(reason) : "";
	}

}
