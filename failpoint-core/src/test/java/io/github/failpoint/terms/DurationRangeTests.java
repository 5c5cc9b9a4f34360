package io.github.failpoint.terms;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DurationRange}.
 */
class DurationRangeTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			0, 0, 0ms
			1, 1, 1ns
			1000, 1000, 1us
			1500, 1500, 1500ns
			1500000, 1500000, 1500us
			1000000, 1000000, 1ms
			1500000000, 1500000000, 1500ms
			90000000000, 90000000000, 90s
			120000000000, 120000000000, 2m
			7200000000000, 7200000000000, 2h
			9223372036854775807, 9223372036854775807, 9223372036854775807ns
			0, 1, 0ms..1ns
			500000000, 2000000000, 500ms..2s
			""")
	void writesTheLargestUnitThatDividesEvenly(long min, long max, String text) {
		assertThat(new DurationRange(min, max)).hasToString(text);
	}

	@Test
	void isARangeIfItsEndsDiffer() {
		assertThat(new DurationRange(1, 2).isRange()).isTrue();
		assertThat(new DurationRange(1, 1).isRange()).isFalse();
	}

	@Test
	void isMadeOfADuration() {
		assertThat(DurationRange.of(Duration.ofMillis(5))).isEqualTo(new DurationRange(5_000_000, 5_000_000));
	}

	@Test
	void durationThatIsTooLongIsRefused() {
		Duration tooLong = Duration.ofNanos(Long.MAX_VALUE).plusNanos(1);
		assertThatIllegalArgumentException().isThrownBy(() -> DurationRange.of(tooLong))
			.withMessage("'duration' must fit into a long of nanoseconds but is " + tooLong);
	}

	@Test
	void negativeDurationIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DurationRange.of(Duration.ofNanos(-1)))
			.withMessage("'minNanos' must not be negative but is -1");
	}

	@Test
	void endBelowStartIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DurationRange(2, 1))
			.withMessage("'maxNanos' must not be below 2 but is 1");
	}

}
