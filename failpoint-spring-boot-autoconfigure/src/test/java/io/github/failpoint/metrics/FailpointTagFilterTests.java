package io.github.failpoint.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointTagFilter}.
 */
class FailpointTagFilterTests {

	@ParameterizedTest
	@CsvSource({ "http.server.requests, false", "http.server.requests.failpoint, true", "failpoint.triggers, true",
			"failpoints, false" })
	void keepsTheTagOnMetersOfFailpoints(String meter, boolean kept) {
		Meter.Id id = new Meter.Id(meter, Tags.of("failpoint", "a", "uri", "/"), null, null, Meter.Type.TIMER);
		Meter.Id mapped = new FailpointTagFilter().map(id);
		assertThat(mapped.getName()).isEqualTo(meter);
		assertThat(mapped.getTag("failpoint")).isEqualTo(kept ? "a" : null);
		assertThat(mapped.getTag("uri")).isEqualTo("/");
	}

}
