package io.github.failpoint.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownProperties}: whatever something of ours reads is among them.
 */
class KnownPropertiesTests {

	private static final Pattern LITERAL = Pattern.compile("\"(failpoint(?:\\.[a-z]+(?:-[a-z]+)*)+)\"");

	/**
	 * Nobody else may see it.
	 */
	private static final Class<?> BOUND = ClassUtils
		.resolveClassName("io.github.failpoint.autoconfigure.FailpointProperties", null);

	private final KnownProperties known = new KnownProperties(BOUND);

	@Test
	void everyPropertyThatEditorsAreToldOfIsKnown() throws IOException {
		URL[] classes = { BOUND.getProtectionDomain().getCodeSource().getLocation() };
		try (URLClassLoader loader = new URLClassLoader(classes, null);
				InputStream content = loader.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
			JsonNode properties = new ObjectMapper().readTree(content).path("properties");
			List<String> names = StreamSupport.stream(properties.spliterator(), false)
				.map((property) -> property.path("name").asText())
				.filter((name) -> name.startsWith("failpoint."))
				.toList();
			assertThat(names).isNotEmpty().allMatch((name) -> this.known.contains(ConfigurationPropertyName.of(name)));
		}
	}

	/**
	 * Meters and observations are called like properties, and are none.
	 */
	@Test
	void everyPropertyThatTheSourcesNameIsKnown() throws IOException {
		try (Stream<Path> modules = Files.list(root())) {
			List<String> names = modules.map((module) -> module.resolve("src/main/java"))
				.filter((sources) -> sources.toString().contains("/failpoint-") && Files.exists(sources))
				.flatMap(KnownPropertiesTests::sources)
				.filter((file) -> !file.toString().contains("/metrics/") && !file.toString().contains("/observation/"))
				.flatMap(KnownPropertiesTests::literals)
				.toList();
			assertThat(names).contains("failpoint.door", "failpoint.test.seed", "failpoint.enabled")
				.allMatch(this::isKnown);
		}
	}

	private boolean isKnown(String literal) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(literal);
		return this.known.contains(name) || this.known.isGroup(name);
	}

	private static Stream<Path> sources(Path root) {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((path) -> path.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> literals(Path file) {
		try {
			return LITERAL.matcher(Files.readString(file)).results().map((match) -> match.group(1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path root() {
		Path path = Path.of("").toAbsolutePath();
		while (!Files.exists(path.resolve("mvnw"))) {
			path = path.getParent();
		}
		return path;
	}

	@ParameterizedTest
	@ValueSource(strings = { "failpoint.points.a.b", "failpoint.limits.names[0]", "failpoint.test.patience" })
	void whatIsBelowAMapOrAListIsKnown(String name) {
		assertThat(this.known.contains(ConfigurationPropertyName.of(name))).isTrue();
	}

}
