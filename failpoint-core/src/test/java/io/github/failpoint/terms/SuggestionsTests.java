package io.github.failpoint.terms;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Suggestions}.
 */
class SuggestionsTests {

	@ParameterizedTest
	@CsvSource({ "orders.comit, orders.commit", "orders.commmit, orders.commit", "orders.comimt, orders.commit",
			"ORDERS_COMMIT, orders.commit", "orderscommit, orders.commit", "order.commit, orders.commit",
			"orders/commit, orders.commit", "paymets.charge, payments.charge" })
	void findsTheNameThatWasMeant(String unknown, String meant) {
		assertThat(Suggestions.of(unknown, List.of("payments.charge", "orders.commit", "stock.reserve")))
			.containsExactly(meant);
	}

	@ParameterizedTest
	@CsvSource({ "x", "orders", "orders.rollback", "stock.release.all", "..." })
	void findsNothingThatDoesNotResemble(String unknown) {
		assertThat(Suggestions.of(unknown, List.of("y", "orders.commit", "stock.reserve"))).isEmpty();
	}

	@Test
	void findsNothingForNothing() {
		assertThat(Suggestions.of("", List.of("a", ""))).isEmpty();
		assertThat(Suggestions.of("a", List.of())).isEmpty();
	}

	@Test
	void findsThreeAtMostBestFirst() {
		assertThat(Suggestions.of("payment", List.of("paymenta", "pamyenta", "PAYMENT", "pay.ment", "paymentb")))
			.containsExactly("pay.ment", "PAYMENT", "paymenta");
	}

	@Test
	void aSecondAndAThirdAreNearAsWell() {
		assertThat(
				Suggestions.of("IllegalStatException",
						List.of("IllegalStateException", "IllegalStatsException", "IllegalStoreException",
								"IllegalThreadException")))
			.containsExactly("IllegalStateException", "IllegalStatsException");
		assertThat(Suggestions.of("orders.commt", List.of("orders.commit", "orders.remit", "order.cost")))
			.containsExactly("orders.commit");
	}

	@Test
	void orderOfTheKnownNamesDoesNotMatter() {
		assertThat(Suggestions.of("point", List.of("pointc", "pointb", "pointa", "pointb")))
			.isEqualTo(Suggestions.of("point", List.of("pointa", "pointb", "pointc")))
			.containsExactly("pointa", "pointb", "pointc");
	}

	@Test
	void ignoresWhatIsTooLongToBeAName() {
		List<String> names = IntStream.range(0, 1000).mapToObj((i) -> "a".repeat(100_000) + i).toList();
		assertThat(Suggestions.of("a".repeat(100_000), names)).isEmpty();
		assertThat(Suggestions.of("aaaa", names)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'', '', 0", "'', abc, 3", "abc, '', 3", "abc, abc, 0", "abc, acb, 1", "abc, bc, 1", "abc, abcd, 1",
			"abc, axc, 1", "ca, abc, 3", "kitten, sitting, 3" })
	void countsEdits(String from, String to, int distance) {
		assertThat(EditDistance.between(from, to, 10)).isEqualTo(distance);
		assertThat(EditDistance.between(from, to, distance)).isEqualTo(distance);
	}

	@ParameterizedTest
	@CsvSource({ "'', abc", "abc, ''", "abc, xyz", "ca, abc", "kitten, sitting", "abcdef, ghijklmnopq" })
	void countsNoMoreEditsThanMatter(String from, String to) {
		assertThat(EditDistance.between(from, to, 1)).isEqualTo(2);
	}

	@Test
	void countsTheSameWhateverTheLimit() {
		Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			String from = word(random);
			String to = word(random);
			int limit = random.nextInt(8);
			assertThat(EditDistance.between(from, to, limit)).as(from + " " + to)
				.isEqualTo(Math.min(EditDistance.between(from, to, 20), limit + 1));
		}
	}

	private static String word(Random random) {
		return random.ints(random.nextInt(10), 'a', 'd').mapToObj(Character::toString).collect(Collectors.joining());
	}

	@Test
	void looksAtTenThousandNamesOnly() {
		List<String> names = IntStream.range(0, 10_001).mapToObj((i) -> (i < 10_000) ? "x" + i : "orders").toList();
		assertThat(Suggestions.of("order", names)).isEmpty();
		assertThat(Suggestions.of("order", names.subList(1, names.size()))).containsExactly("orders");
	}

}
