package io.github.failpoint.demo.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import io.github.failpoint.demo.ShopApplication;
import io.github.failpoint.demo.docs.Page.Block;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The properties that the documentation shows exist, are bound and enable what they say,
 * or are refused as it says.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationBlocksTests {

	private static final String POINTS = "failpoint.points";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class));

	static Stream<Block> accepted() {
		return blocks().filter((block) -> !isMarked(block, "refused") && !isMarked(block, "warned"));
	}

	private static Stream<Block> blocks() {
		return Page.all().flatMap((page) -> page.blocks().stream()).filter((block) -> block.is("properties", "yaml"));
	}

	private static boolean isMarked(Block block, String marker) {
		return marker.equals(block.marker());
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void propertiesExist(Block block) {
		Set<String> known = knownProperties();
		assertThat(Configuration.of(block).getPropertyNames()).allMatch((property) -> known.stream()
			.anyMatch((candidate) -> property.replaceFirst("\\[\\d+]$", "").matches(candidate)));
	}

	@Test
	void defaultsAreTheOnesInForce() {
		Map<String, String> defaults = metadata().stream()
			.filter((property) -> property.has("defaultValue"))
			.collect(Collectors.toMap((property) -> property.path("name").asString(),
					(property) -> canonical(property.path("defaultValue")), (first, second) -> first));
		assertThat(blocks().filter((block) -> "defaults".equals(block.marker()))).isNotEmpty()
			.map(Configuration::of)
			.allSatisfy((block) -> assertThat(block.getPropertyNames()).allSatisfy(
					(name) -> assertThat(defaults).containsEntry(name, String.valueOf(block.getProperty(name)))));
	}

	private static String canonical(JsonNode value) {
		return (value.isArray() ? value.path(0) : value).asString().replace('_', '-');
	}

	private static Set<String> knownProperties() {
		return metadata().stream().map(ConfigurationBlocksTests::pattern).collect(Collectors.toSet());
	}

	private static List<JsonNode> metadata() {
		try {
			List<JsonNode> properties = new ArrayList<>();
			for (URL url : Collections.list(ConfigurationBlocksTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream metadata = url.openStream()) {
					JsonMapper.shared().readTree(metadata).path("properties").forEach(properties::add);
				}
			}
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A map has any keys.
	 */
	private static String pattern(JsonNode property) {
		String name = Pattern.quote(property.path("name").asString());
		return property.path("type").asString("").startsWith("java.util.Map<") ? name + "[.\\[].+" : name;
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void propertiesEnableWhatTheySay(Block block) {
		EnumerablePropertySource<?> properties = Configuration.of(block);
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(properties))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				FailpointRegistry registry = context.getBean(FailpointRegistry.class);
				for (String property : properties.getPropertyNames()) {
					verify(property, String.valueOf(properties.getProperty(property)), registry);
				}
			});
	}

	private static void verify(String property, String value, FailpointRegistry registry) {
		if (property.startsWith(POINTS)) {
			verifyEnabled(property.replaceFirst("failpoint\\.points\\.?", "").replaceAll("[\\[\\]]", ""),
					Terms.of(value), registry);
		}
		if (property.equals("failpoint.terms")) {
			Terms.parseAll(value).forEach((name, terms) -> verifyEnabled(name, terms, registry));
		}
	}

	private static void verifyEnabled(String name, Terms terms, FailpointRegistry registry) {
		assertThat(registry.status(name)).as(name).map(FailpointStatus::terms).contains(terms.toString());
	}

	static Stream<Block[]> refused() {
		return explained("refused");
	}

	static Stream<Block[]> warned() {
		return explained("warned");
	}

	private static Stream<Block[]> explained(String marker) {
		return Page.all().flatMap((page) -> {
			List<Block> blocks = page.blocks();
			return blocks.stream()
				.filter((block) -> isMarked(block, marker))
				.map((block) -> new Block[] { block, blocks.get(blocks.indexOf(block) + 1) });
		});
	}

	@ParameterizedTest
	@MethodSource("refused")
	void whatIsRefusedIsExplained(Block properties, Block explanation, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(properties));
		assertThat(explanation.answer()).isTrue();
		assertThat(output.toString().replaceAll("\\s+", " ")).contains(explanation.text().replaceAll("\\s+", " "));
		assertThat(output.toString().lines().toList()).containsAll(carets(explanation));
	}

	@ParameterizedTest
	@MethodSource("warned")
	void whatHasNoEffectIsNamed(Block properties, Block warning, CapturedOutput output) {
		start(properties);
		assertThat(warning.answer()).isTrue();
		assertThat(output.toString().replaceAll("\\s+", " ")).contains(warning.text().replaceAll("\\s+", " "));
	}

	private static List<String> carets(Block explanation) {
		return explanation.lines().stream().filter((line) -> line.matches(" +\\^")).toList();
	}

	private static void start(Block properties) {
		new RunningApplication(ShopApplication.class, Configuration.of(properties)).close();
	}

	static Stream<String> variables() {
		return Page.all()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> block.is("shell"))
			.map(Block::text)
			.filter((text) -> text.contains("FAILPOINTS="));
	}

	@ParameterizedTest
	@MethodSource("variables")
	void variablesEnableWhatTheySay(String command) {
		Map<String, Terms> terms = Terms.parseAll(command.split("'")[1]);
		this.runner.withPropertyValues("FAILPOINTS=" + command.split("'")[1]).run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			terms.forEach((name, value) -> verifyEnabled(name, value, registry));
		});
	}

	@Test
	void aVariableIsGivenToTheDeclaredFailpointThatItCanMean() {
		Map<String, Object> variables = Map.of("FAILPOINT_POINTS_ORDERS_BEFORECOMMIT", "pause");
		this.runner.withUserConfiguration(Declaration.class)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
			.run((context) -> verifyEnabled("orders.before-commit", Terms.of("pause"),
					context.getBean(FailpointRegistry.class)));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Declaration {

		@Bean
		FailpointHandle beforeCommit(FailpointRegistry failpoints) {
			return failpoints.failpoint("orders.before-commit");
		}

	}

}
