package io.github.failpoint.metrics;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Keeps the name of a failpoint, which an observation gets when the failpoint acts, out
 * of the meters that are made of observations. With it, the calls that a failpoint hit
 * would become a time series of their own, or be dropped: Prometheus registries up to
 * Micrometer 1.15 take no meter whose tags differ from the first of its name.
 *
 * @since 0.1.0
 */
public final class FailpointTagFilter implements MeterFilter {

	private static final String FAILPOINT = "failpoint";

	@Override
	public Meter.Id map(Meter.Id id) {
		return (id.getTag(FAILPOINT) == null || isAboutFailpoints(id.getName())) ? id
				: id.replaceTags(withoutFailpoint(id));
	}

	/**
	 * Those of events of observations, of the name
	 * {@code http.server.requests.failpoint}, always have the tag.
	 */
	private static boolean isAboutFailpoints(String name) {
		return name.startsWith(FAILPOINT + ".") || name.endsWith("." + FAILPOINT);
	}

	private static List<Tag> withoutFailpoint(Meter.Id id) {
		return id.getTags().stream().filter((tag) -> !tag.getKey().equals(FAILPOINT)).toList();
	}

}
