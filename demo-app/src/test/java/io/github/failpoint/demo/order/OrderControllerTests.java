package io.github.failpoint.demo.order;

import java.math.BigDecimal;

import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.failpoint.demo.order.ShopClient.order;
import static io.github.failpoint.demo.order.ShopClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

@ShopTest
class OrderControllerTests {

	private final ShopClient shop;

	private final RestTestClient client;

	private final JdbcClient jdbc;

	@Autowired
	OrderControllerTests(RestTestClient client, JdbcClient jdbc) {
		this.shop = new ShopClient(client);
		this.client = client;
		this.jdbc = jdbc;
	}

	@Test
	void anOrderIsPaidAndTakesItsPiecesFromTheStock() {
		Order order = this.shop.place("a", new OrderRequest("book", 2));
		assertThat(order.status()).isEqualTo(OrderStatus.PAID);
		assertThat(order.amount()).isEqualByComparingTo("59.80");
		assertThat(this.shop.charges(order)).singleElement().satisfies((charge) -> {
			assertThat(charge.id()).isEqualTo(order.chargeId());
			assertThat(charge.amount()).isEqualByComparingTo(order.amount());
		});
		assertThat(stock("book")).isEqualTo(98);
	}

	@Test
	void anOrderCanBeReadAtItsLocation() {
		Order order = this.shop.place("a", new OrderRequest("book", 1));
		this.shop.post("a", new OrderRequest("book", 1)).expectHeader().location("/orders/" + order.id());
		assertThat(order(this.shop.get(order.id()).expectStatus().isOk())).isEqualTo(order);
	}

	@Test
	void ordersAreListedInTheirSequence() {
		Order first = this.shop.place("a", new OrderRequest("book", 1));
		Order second = this.shop.place("b", new OrderRequest("lamp", 1));
		assertThat(this.shop.orders()).containsExactly(first, second);
	}

	@Test
	void withoutKeyEachRequestIsAnOrder() {
		for (int i = 0; i < 2; i++) {
			this.client.post().uri("/orders").body(new OrderRequest("book", 1)).exchange().expectStatus().isCreated();
		}
		assertThat(this.shop.orders()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                   | 'item' must not be blank, 'quantity' must not be null
			{"item": "  ", "quantity": 1}        | 'item' must not be blank
			{"item": "book"}                     | 'quantity' must not be null
			{"item": "book", "quantity": 0}      | 'quantity' must be greater than 0
			{"item": "book", "quantity": 1001}   | 'quantity' must be less than or equal to 1000
			{"item": "book", "quantity": "two"}  | 'quantity' has the wrong type
			{"item": "book", "quantity": 1.5}    | 'quantity' has the wrong type
			{"item": "book"                      | The body must be a JSON object
			[]                                   | The body must be a JSON object
			null                                 | The body must be a JSON object
			{"item": "boat", "quantity": 1}      | The shop does not sell 'boat'
			""")
	void badInputIsExplained(String body, String detail) {
		assertThat(problem(this.shop.post("a", body), HttpStatus.BAD_REQUEST)).isEqualTo(detail);
		assertThat(this.shop.orders()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 101 })
	void aKeyOfAnImpossibleLengthIsRefused(int length) {
		assertThat(problem(this.shop.post("k".repeat(length), new OrderRequest("book", 1)), HttpStatus.BAD_REQUEST))
			.isEqualTo("'Idempotency-Key' must have 1 to 100 characters");
	}

	@Test
	void anUnknownOrderIsNotFound() {
		assertThat(problem(this.shop.get(0), HttpStatus.NOT_FOUND)).isEqualTo("There is no order 0");
	}

	@Test
	void anIdThatIsNoNumberIsRefused() {
		assertThat(problem(this.shop.get("first"), HttpStatus.BAD_REQUEST))
			.isEqualTo("Failed to convert 'id' with value: 'first'");
	}

	@Test
	void whatIsOutOfStockLeavesNoOrder() {
		assertThat(problem(this.shop.post("a", new OrderRequest("lamp", 11)), HttpStatus.CONFLICT))
			.isEqualTo("Fewer than 11 of 'lamp' are in stock");
		assertThat(this.shop.orders()).isEmpty();
		assertThat(stock("lamp")).isEqualTo(10);
	}

	@Test
	void aRefusedPaymentReleasesTheStock() {
		assertThat(problem(this.shop.post("a", new OrderRequest("lamp", 5)), HttpStatus.PAYMENT_REQUIRED))
			.isEqualTo("The payment provider refused the charge");
		assertThat(this.shop.orders()).singleElement().satisfies((order) -> {
			assertThat(order.status()).isEqualTo(OrderStatus.REFUSED);
			assertThat(order.amount()).isEqualByComparingTo(new BigDecimal("1245"));
			assertThat(this.shop.charges(order)).isEmpty();
		});
		assertThat(stock("lamp")).isEqualTo(10);
	}

	@Test
	void aRefusedOrderStaysRefused() {
		this.shop.post("a", new OrderRequest("lamp", 5)).expectStatus().isEqualTo(HttpStatus.PAYMENT_REQUIRED);
		assertThat(problem(this.shop.post("a", new OrderRequest("lamp", 5)), HttpStatus.PAYMENT_REQUIRED))
			.isEqualTo("The payment was refused before");
		assertThat(stock("lamp")).isEqualTo(10);
	}

	@Test
	void aRepeatedKeyAnswersWithTheFirstOrder() {
		Order first = this.shop.place("a", new OrderRequest("book", 1));
		assertThat(this.shop.place("a", new OrderRequest("book", 1))).isEqualTo(first);
		assertThat(this.shop.orders()).containsExactly(first);
		assertThat(this.shop.charges(first)).hasSize(1);
		assertThat(stock("book")).isEqualTo(99);
	}

	@Test
	void aRepeatedKeyIsAnsweredAfterTheStockHasRunOut() {
		Order first = this.shop.place("a", new OrderRequest("lamp", 4));
		this.jdbc.sql("update item set in_stock = 0 where name = 'lamp'").update();
		assertThat(this.shop.place("a", new OrderRequest("lamp", 4))).isEqualTo(first);
	}

	@Test
	void aKeyOfADifferentOrderIsRefused() {
		this.shop.place("a", new OrderRequest("book", 1));
		assertThat(problem(this.shop.post("a", new OrderRequest("book", 2)), HttpStatus.UNPROCESSABLE_CONTENT))
			.isEqualTo("Idempotency-Key 'a' belongs to a different order");
	}

	private int stock(String item) {
		return this.jdbc.sql("select in_stock from item where name = ?").param(item).query(Integer.class).single();
	}

}
