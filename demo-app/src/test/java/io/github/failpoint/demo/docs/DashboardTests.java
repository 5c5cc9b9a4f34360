package io.github.failpoint.demo.docs;

import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.failpoint.demo.ShopApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard asks for what the running shop gives to Prometheus.
 */
class DashboardTests {

	private static final Pattern METRIC = Pattern.compile("\\bfailpoint_\\w+");

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(failpoint_\\w+)\\{(.*)} ");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

	/**
	 * The labels of each metric.
	 */
	private static final Map<String, Set<String>> SCRAPED = new TreeMap<>();

	private static JsonNode dashboard;

	@BeforeAll
	static void scrape() throws Exception {
		dashboard = JsonMapper.shared().readTree(Files.readString(Page.ROOT.resolve("docs/grafana-dashboard.json")));
		Map<String, Object> properties = Map.of("failpoint.points.inventory.reserve", "sleep(1ms)");
		try (RunningApplication shop = new RunningApplication(ShopApplication.class,
				new MapPropertySource("dashboard", properties))) {
			shop.run(
					Command.of(List.of("$ curl -s localhost:8080/orders -H 'Content-Type: application/json' "
							+ "-d '{\"item\": \"book\", \"quantity\": 1}'"))
						.get(0),
					new Answer(List.of("{\"…\": \"…\"}")));
			SAMPLE.matcher(shop.get("localhost:8080/actuator/prometheus"))
				.results()
				.forEach((sample) -> SCRAPED.put(sample.group(1), labels(sample.group(2))));
		}
	}

	private static Set<String> labels(String text) {
		return LABEL.matcher(text).results().map((label) -> label.group(1)).collect(Collectors.toSet());
	}

	@AfterAll
	static void forget() {
		SCRAPED.clear();
	}

	@Test
	void everyMetricOfTheDashboardIsThere() {
		assertThat(metrics()).isNotEmpty().isSubsetOf(SCRAPED.keySet());
	}

	@Test
	void everyMeterIsOnTheDashboard() {
		Set<String> unseen = new TreeSet<>(SCRAPED.keySet());
		unseen.removeAll(metrics());
		assertThat(unseen).isEmpty();
	}

	@Test
	void everyLabelOfTheDashboardIsThere() {
		Set<String> known = SCRAPED.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
		Pattern used = Pattern.compile("by \\(([^)]*)\\)|\\{\\{(\\w+)}}|(\\w+)=~");
		Set<String> labels = new HashSet<>();
		used.matcher(dashboard.toString())
			.results()
			.flatMap((match) -> List.of(label(match).split(", *")).stream())
			.forEach(labels::add);
		assertThat(labels).contains("failpoint", "action", "reason").isSubsetOf(known);
	}

	private static String label(MatchResult match) {
		for (int group = 1; group <= match.groupCount(); group++) {
			if (match.group(group) != null) {
				return match.group(group);
			}
		}
		throw new AssertionError(match.group());
	}

	@Test
	void everyPanelHasAQueryATitleAndAPlaceOfItsOwn() {
		Set<String> places = new HashSet<>();
		for (JsonNode panel : dashboard.path("panels")) {
			assertThat(panel.path("title").asString()).isNotEmpty();
			assertThat(panel.path("targets").findValuesAsString("expr")).isNotEmpty().doesNotContain("");
			assertThat(places.add(panel.path("gridPos").toString())).isTrue();
		}
		assertThat(places).isNotEmpty();
	}

	private static Set<String> metrics() {
		return dashboard.findValuesAsString("expr")
			.stream()
			.flatMap((expression) -> METRIC.matcher(expression).results())
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

}
