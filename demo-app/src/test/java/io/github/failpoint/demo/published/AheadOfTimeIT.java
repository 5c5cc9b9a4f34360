package io.github.failpoint.demo.published;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop, processed ahead of time.
 */
class AheadOfTimeIT {

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private static final String PROCESSED = "-Dspring.aot.enabled=true";

	private static PackagedShop shop;

	@BeforeAll
	static void start() throws IOException {
		shop = start(Map.of());
	}

	@AfterAll
	static void stop() {
		shop.close();
	}

	private static PackagedShop start(Map<String, String> variables, String... properties) throws IOException {
		String[] arguments = new String[properties.length + 3];
		arguments[0] = PROCESSED;
		System.arraycopy(properties, 0, arguments, 1, properties.length);
		arguments[properties.length + 1] = "-jar";
		arguments[properties.length + 2] = PackagedShop.jar().toString();
		return PackagedShop.start(JAVA, variables, arguments);
	}

	@AfterEach
	void disableAll() {
		shop.disableAll();
	}

	@Test
	void itIsReallyProcessed() {
		assertThat(shop.log()).anyMatch((line) -> line.contains("Starting AOT-processed ShopApplication"));
	}

	@Test
	void nothingActsUnlessItIsEnabled() {
		assertThat(shop.order("/orders").statusCode()).isEqualTo(201);
		assertThat(PackagedShop.json(shop.get("/actuator/failpoints")).path("failpoints")).isNotEmpty()
			.allSatisfy((status) -> assertThat(status.path("state").asString()).isEqualTo("disabled"));
	}

	/**
	 * A transactional repository, an HTTP interface behind a proxy, a class without any
	 * other proxy, and a transactional one with retries: inside and outside all that.
	 */
	@ParameterizedTest
	@CsvSource({ "inventory.reserve, 409", "payment.charge, 409", "payment.answer, 409", "orders.before-charge, 409",
			"orders.before-commit, 409", "orders.answer, 409" })
	void everyKindOfBeanFails(String name, int status) {
		assertThat(shop.enable(name, "1*throw(OutOfStockException)").statusCode()).isEqualTo(200);
		assertThat(shop.order("/orders").statusCode()).isEqualTo(status);
		assertThat(PackagedShop.json(shop.get("/actuator/failpoints/" + name)).path("triggers").asInt()).isOne();
		assertThat(shop.order("/orders").statusCode()).isEqualTo(201);
	}

	@Test
	void innermostAFailureRollsBackAndOutermostItDoesNot() {
		shop.enable("orders.before-commit", "1*throw(IllegalStateException)");
		shop.order("/orders");
		assertThat(lastOrder().path("status").asString()).isEqualTo("PENDING");
		shop.enable("orders.answer", "1*throw(IllegalStateException)");
		shop.order("/orders");
		assertThat(lastOrder().path("status").asString()).isEqualTo("PAID");
	}

	private static JsonNode lastOrder() {
		JsonNode orders = PackagedShop.json(shop.get("/orders"));
		return orders.get(orders.size() - 1);
	}

	@Test
	void aValueIsMadeFromJson() {
		shop.enable("payment.charge", "return({\"id\": \"fake\", \"key\": \"any\", \"amount\": 1})");
		assertThat(PackagedShop.json(shop.order("/orders")).path("chargeId").asString()).isEqualTo("fake");
	}

	@Test
	void whatIsWrongIsExplained() {
		HttpResponse<String> answer = shop.enable("payment.charge", "return(1");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(PackagedShop.json(answer).path("message").asString()).contains("return(1");
	}

	@Test
	void settingsAreTakenFromTheEnvironment() throws IOException {
		try (PackagedShop other = start(Map.of("FAILPOINTS", "payment.charge=1*throw(OutOfStockException)"))) {
			assertThat(other.order("/orders").statusCode()).isEqualTo(409);
		}
	}

	@Test
	void switchedOffWhenStartedNothingCanBeEnabled() throws IOException {
		try (PackagedShop other = start(Map.of("FAILPOINTS", "payment.charge=throw(OutOfStockException)"),
				"-Dfailpoint.enabled=false")) {
			assertThat(other.get("/actuator/failpoints").statusCode()).isEqualTo(404);
			assertThat(other.enable("payment.charge", "throw(OutOfStockException)").statusCode()).isEqualTo(404);
			assertThat(other.order("/orders").statusCode()).isEqualTo(201);
		}
	}

}
