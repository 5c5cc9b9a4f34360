package io.github.failpoint.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What editors are told about the properties.
 */
class ConfigurationMetadataTests {

	@SuppressWarnings("NullAway")
	private static JsonNode metadata;

	@BeforeAll
	static void readMetadata() throws IOException {
		URL[] classes = { FailpointProperties.class.getProtectionDomain().getCodeSource().getLocation() };
		try (URLClassLoader loader = new URLClassLoader(classes, null);
				InputStream content = loader.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
			metadata = new ObjectMapper().readTree(content);
		}
	}

	@Test
	void everyPropertyIsListed() {
		assertThat(names("properties")).contains("failpoint.enabled", "failpoint.points", "failpoint.terms",
				"failpoint.unknown-names", "failpoint.exceptions.allowed", "failpoint.allow-destructive",
				"failpoint.aop.position", "failpoint.default-ttl", "failpoint.max-ttl", "failpoint.forbidden-profiles",
				"failpoint.limits.max-wait", "failpoint.limits.max-probability", "failpoint.limits.max-triggers",
				"failpoint.limits.max-triggers-per-minute", "failpoint.limits.max-waiting",
				"failpoint.limits.max-waiting-in-all", "failpoint.limits.names", "failpoint.limits.actions");
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(elements("properties")).allSatisfy(
				(property) -> assertThat(property.path("description").asText()).as(property.path("name").asText())
					.endsWith("."));
	}

	@Test
	void defaultsAreListed() {
		assertThat(elements("properties"))
			.extracting((property) -> property.path("name").asText() + "=" + property.path("defaultValue").asText())
			.contains("failpoint.enabled=true", "failpoint.unknown-names=warn", "failpoint.allow-destructive=false");
	}

	@Test
	void hintsAreThere() {
		assertThat(names("hints")).containsExactlyInAnyOrder("failpoint.points.values", "failpoint.terms",
				"failpoint.exceptions.allowed", "failpoint.forbidden-profiles", "failpoint.limits.max-probability");
	}

	@Test
	void sampleTermsAreValidAndDescribed() {
		assertThat(values("failpoint.points.values")).isNotEmpty().allSatisfy((sample) -> {
			assertThatNoException().isThrownBy(() -> Terms.of(sample.path("value").asText()));
			assertThat(sample.path("description").asText()).endsWith(".");
		});
	}

	@Test
	void sampleTermsOfManyAreValid() {
		assertThat(values("failpoint.terms")).isNotEmpty()
			.allSatisfy((sample) -> assertThat(Terms.parseAll(sample.path("value").asText())).hasSize(2));
	}

	private static List<String> names(String section) {
		return elements(section).stream().map((element) -> element.path("name").asText()).toList();
	}

	private static List<JsonNode> values(String hint) {
		return elements("hints").stream()
			.filter((element) -> element.path("name").asText().equals(hint))
			.flatMap((element) -> list(element.path("values")).stream())
			.toList();
	}

	private static List<JsonNode> elements(String section) {
		return list(metadata.path(section));
	}

	private static List<JsonNode> list(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).toList();
	}

}
