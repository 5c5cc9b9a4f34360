package io.github.failpoint;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.github.failpoint.terms.DurationRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chance}. The expected draws are part of what users rely on: they must
 * never change.
 */
class ChanceTests {

	@Test
	void hitsAreTheSameForEver() {
		assertThat(hits(42, 50, 0, 0, 40)).isEqualTo(".xxx.x..x.x.xxx.xx.x..x...xx...x..xxxxxx");
	}

	@Test
	void hitsOfAnotherTermAreTheSameForEver() {
		assertThat(hits(42, 12.5, 3, 0, 40)).isEqualTo("..xx..x.x...............................");
	}

	@Test
	void hitsOfLateEvaluationsAreTheSameForEver() {
		assertThat(hits(-7, 33.3, 63, 1L << 40, 20)).isEqualTo(".x.x...x.xx.xx...x..");
	}

	@Test
	void durationsAreTheSameForEver() {
		assertThat(nanos(42, new DurationRange(100_000_000, 500_000_000), 0, 5)).containsExactly(164_146_155L,
				331_876_851L, 445_192_560L, 459_159_404L, 122_279_213L);
		assertThat(nanos(-1, new DurationRange(100_000_000, 500_000_000), 1, 3)).containsExactly(111_429_174L,
				410_495_290L, 192_596_621L);
	}

	@Test
	void durationsOfTheLargestRangeAreTheSameForEver() {
		assertThat(nanos(42, new DurationRange(0, Long.MAX_VALUE), 0, 3)).containsExactly(1_479_109_631_656_095_595L,
				5_346_716_160_548_477_193L, 7_959_598_496_278_821_262L);
	}

	@Test
	void bothEndsOfARangeAreDrawn() {
		assertThat(new TreeSet<>(Arrays.asList(nanos(0, new DurationRange(5, 7), 0, 20)))).containsExactly(5L, 6L, 7L);
	}

	@Test
	void aRangeOfOneNanosecondLessThanTheLargestStaysInside() {
		DurationRange range = new DurationRange(1, Long.MAX_VALUE);
		assertThat(nanos(3, range, 0, 1000)).allMatch((drawn) -> drawn >= 1);
	}

	@Test
	void zeroPercentNeverHitsAndTheSmallestMissIsAMiss() {
		assertThat(hits(1, 0, 0, 0, 10_000)).doesNotContain("x");
		assertThat(hits(1, Math.nextDown(100.0), 0, 0, 10_000)).doesNotContain(".");
	}

	@Test
	void hitsAreAsFrequentAsThePercentageSays() {
		assertThat(hits(1, 25, 0, 0, 100_000).chars().filter((drawn) -> drawn == 'x').count()).isBetween(24_500L,
				25_500L);
	}

	private static String hits(long seed, double percent, int term, long from, int count) {
		Chance chance = new Chance(seed);
		return LongStream.range(from, from + count)
			.mapToObj((evaluation) -> chance.hits(percent, evaluation, term) ? "x" : ".")
			.collect(Collectors.joining());
	}

	private static Long[] nanos(long seed, DurationRange range, int term, int count) {
		Chance chance = new Chance(seed);
		return LongStream.range(0, count)
			.mapToObj((evaluation) -> chance.nanos(range, evaluation, term))
			.toArray(Long[]::new);
	}

}
