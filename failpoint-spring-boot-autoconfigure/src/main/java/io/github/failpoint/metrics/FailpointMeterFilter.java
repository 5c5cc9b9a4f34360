package io.github.failpoint.metrics;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Keeps failpoints out of the meters that are made of observations. The name of a
 * failpoint, which an observation gets when the failpoint acts, would put the calls that
 * it hit into a time series of their own, or lose them: Prometheus registries up to
 * Micrometer 1.15 take no meter whose tags differ from the first of its name. And a meter
 * of the event would count the triggers a second time.
 *
 * @since 0.1.0
 */
public final class FailpointMeterFilter implements MeterFilter {

	private static final String FAILPOINT = "failpoint";

	@Override
	public Meter.Id map(Meter.Id id) {
		return (id.getTag(FAILPOINT) == null || id.getName().startsWith("failpoint.") || isOfEvent(id)) ? id
				: id.replaceTags(withoutFailpoint(id));
	}

	@Override
	public MeterFilterReply accept(Meter.Id id) {
		return (id.getTag(FAILPOINT) != null && isOfEvent(id)) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
	}

	/**
	 * Its name is that of the observation, a dot, and that of the event.
	 */
	private static boolean isOfEvent(Meter.Id id) {
		return id.getName().endsWith("." + FAILPOINT);
	}

	private static List<Tag> withoutFailpoint(Meter.Id id) {
		return id.getTags().stream().filter((tag) -> !tag.getKey().equals(FAILPOINT)).toList();
	}

}
