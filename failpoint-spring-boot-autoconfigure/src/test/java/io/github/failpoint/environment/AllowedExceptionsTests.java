package io.github.failpoint.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSite;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.SiteSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.client.HttpServerErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllowedExceptionsTests {

	private static final AtomicBoolean initialized = new AtomicBoolean();

	private final MockEnvironment environment = new MockEnvironment();

	/**
	 * The table of the documentation, with what code of the engine allows by itself.
	 */
	@Test
	void defaultsAreThoseOfTheDocumentation() throws IOException {
		List<String> lines = Files.readAllLines(documentation());
		int start = lines.indexOf("| Package | Types |") + 2;
		List<String> documented = lines.stream()
			.skip(start)
			.takeWhile((line) -> line.startsWith("|"))
			.flatMap(AllowedExceptionsTests::types)
			.toList();
		assertThat(allowed()).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(documented);
	}

	private static Stream<String> types(String row) {
		List<String> names = Pattern.compile("`([\\w.]+)`")
			.matcher(row)
			.results()
			.map((match) -> match.group(1))
			.toList();
		return names.stream().skip(1).map((type) -> names.get(0) + "." + type);
	}

	private static Path documentation() {
		Path path = Path.of("").toAbsolutePath();
		while (!Files.exists(path.resolve("docs/configuration.md"))) {
			path = path.getParent();
		}
		return path.resolve("docs/configuration.md");
	}

	@Test
	void noTwoDefaultsHaveTheSameSimpleName() {
		assertThat(allowed()).extracting(Class::getSimpleName).doesNotHaveDuplicates();
	}

	@Test
	void everyDefaultCanBeThrown() {
		try (FailpointRegistry registry = new FailpointRegistry(policy())) {
			FailpointSite site = registry.declare("p",
					new SiteSignature("A.a()", void.class, List.of(Exception.class)));
			for (Class<?> type : allowed()) {
				int status = type.getSimpleName().equals("HttpClientErrorException") ? 429 : 503;
				registry.enable("p", "throw(" + type.getSimpleName() + ", " + status + " maintenance)",
						EnableOptions.source(FailpointSource.ENDPOINT));
				assertThatThrownBy(site::evaluate).isExactlyInstanceOf(type).hasMessageContaining("maintenance");
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			throw(ResponseStatusException, 503 maintenance)    | 503 SERVICE_UNAVAILABLE "maintenance"
			throw(ResponseStatusException, 599)                | 599 "failpoint p"
			throw(HttpServerErrorException, 503 maintenance)   | 503 maintenance
			throw(HttpClientErrorException, 429 slow down)     | 429 slow down
			throw(WebClientResponseException, 503 maintenance) | 503 maintenance
			""")
	void aStatusComesBeforeTheMessage(String terms, String message) {
		try (FailpointRegistry registry = new FailpointRegistry(policy())) {
			registry.enable("p", terms, EnableOptions.source(FailpointSource.ENDPOINT));
			assertThatThrownBy(registry.failpoint("p")::hit).hasMessage(message)
				.extracting("statusCode")
				.hasToString(message.substring(0, 3) + (message.startsWith("503") ? " SERVICE_UNAVAILABLE"
						: message.startsWith("429") ? " TOO_MANY_REQUESTS" : ""));
		}
	}

	@ParameterizedTest
	@CsvSource({ "ResponseStatusException, 400, 304", "HttpServerErrorException, 500, 404",
			"HttpServerErrorException, 500, 499", "HttpClientErrorException, 400, 503",
			"WebClientResponseException, 400, 200" })
	void aStatusMustNotBeMissingOrAnothers(String type, int first, int wrong) {
		try (FailpointRegistry registry = new FailpointRegistry(policy())) {
			for (String terms : List.of("throw(" + type + ")", "throw(" + type + ", maintenance)",
					"throw(" + type + ", " + wrong + " maintenance)", "throw(" + type + ", 600)")) {
				int last = type.equals("HttpClientErrorException") ? 499 : 599;
				assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> registry.enable("p", terms))
					.withMessageContaining("\"" + type + "\" takes a status from " + first + " to " + last
							+ " before its message, as in throw(" + type + ", ");
			}
		}
	}

	@Test
	void typesOfOnesOwnHaveTheStatusesOfTheirSuperclass() {
		try (FailpointRegistry registry = new FailpointRegistry(policy())) {
			String type = Unavailable.class.getName();
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("p", "throw(" + type + ", 404 x)"))
				.withMessageContaining("from 500 to 599");
			registry.enable("p", "throw(" + type + ", 507 x)");
			assertThatThrownBy(registry.failpoint("p")::hit).isInstanceOf(Unavailable.class);
		}
	}

	@Test
	void defaultsOfAbsentLibrariesAreLeftOut() {
		ClassLoader classLoader = new FilteredClassLoader("org.springframework", "jakarta");
		assertThat(AllowedExceptions.allow(FailpointPolicy.defaults(), this.environment, classLoader).exceptions())
			.contains(SQLException.class)
			.allMatch((type) -> type.getName().startsWith("java"));
	}

	@Test
	void patternsAllowTypesThatAreNamedInFull() {
		this.environment.setProperty("failpoint.exceptions.allowed",
				"io.github.failpoint..*, java.lang.Error, java.util.zip.*");
		try (FailpointRegistry registry = new FailpointRegistry(policy())) {
			for (String type : List.of(Nested.class.getName(), Nested.class.getCanonicalName(), "Error")) {
				registry.enable("p", "throw(" + type + ")", EnableOptions.source(FailpointSource.PROPERTIES));
			}
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> registry.enable("p",
					"throw(java.util.jar.JarException)", EnableOptions.source(FailpointSource.PROPERTIES)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "..*", "*Exception", "com.acme..", "java.*.lang.Error" })
	void patternsNameAPackage(String pattern) {
		this.environment.setProperty("failpoint.exceptions.allowed[0]", pattern);
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(this::allowed);
	}

	@Test
	void propertyAddsTypes() {
		this.environment.setProperty("failpoint.exceptions.allowed",
				ArithmeticException.class.getName() + ", " + Nested.class.getCanonicalName());
		assertThat(allowed()).contains(ArithmeticException.class, Nested.class, SQLException.class);
	}

	@Test
	void listedPropertiesAddTypes() {
		this.environment.setProperty("failpoint.exceptions.allowed[0]", ArithmeticException.class.getName());
		this.environment.setProperty("failpoint.exceptions.allowed[1]", OutOfMemoryError.class.getName());
		assertThat(allowed()).contains(ArithmeticException.class, OutOfMemoryError.class);
	}

	@Test
	void typesAreNotInitialized() {
		this.environment.setProperty("failpoint.exceptions.allowed", Loud.class.getName());
		assertThat(allowed()).contains(Loud.class);
		assertThat(initialized).isFalse();
	}

	@Test
	void simpleNamesAreNotFound() {
		this.environment.setProperty("failpoint.exceptions.allowed", "TimeoutException");
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(this::allowed)
			.withMessageContaining("the class \"TimeoutException\" is not found");
	}

	private Set<Class<? extends Throwable>> allowed() {
		return policy().exceptions();
	}

	private FailpointPolicy policy() {
		return AllowedExceptions.allow(FailpointPolicy.defaults(), this.environment, getClass().getClassLoader());
	}

	static class Nested extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class Loud extends RuntimeException {

		private static final long serialVersionUID = 1L;

		static {
			initialized.set(true);
		}

	}

	static class Unavailable extends HttpServerErrorException {

		private static final long serialVersionUID = 1L;

		Unavailable(HttpStatusCode status, String text) {
			super(status, text);
		}

	}

}
