package io.github.failpoint.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointMeterFilter}.
 */
class FailpointMeterFilterTests {

	private final FailpointMeterFilter filter = new FailpointMeterFilter();

	@ParameterizedTest
	@CsvSource({ "http.server.requests, false", "failpoints, false", "failpoint.triggers, true" })
	void takesTheTagOffWhatIsNoMeterOfFailpoints(String meter, boolean kept) {
		Meter.Id mapped = this.filter.map(id(meter, "failpoint"));
		assertThat(mapped).isEqualTo(kept ? id(meter, "failpoint") : id(meter));
		assertThat(this.filter.accept(mapped)).isEqualTo(MeterFilterReply.NEUTRAL);
	}

	@Test
	void deniesTheCounterOfTheEvent() {
		Meter.Id mapped = this.filter.map(id("http.server.requests.failpoint", "failpoint"));
		assertThat(this.filter.accept(mapped)).isEqualTo(MeterFilterReply.DENY);
	}

	@Test
	void leavesWhatHasNothingToDoWithFailpointsAlone() {
		Meter.Id id = id("point.of.failpoint");
		assertThat(this.filter.map(id)).isSameAs(id);
		assertThat(this.filter.accept(id)).isEqualTo(MeterFilterReply.NEUTRAL);
	}

	private static Meter.Id id(String meter, String... more) {
		Tags tags = Tags.of("uri", "/");
		for (String key : more) {
			tags = tags.and(key, "orders.commit");
		}
		return new Meter.Id(meter, tags, null, null, Meter.Type.TIMER);
	}

}
