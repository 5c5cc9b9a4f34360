package io.github.failpoint.actuate.endpoint;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.example.library.Ledger;
import com.example.library.Loud;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.failpoint.BootNetty;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ClassPathXmlApplicationContext;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a request makes a method return data, and nothing that runs code or reads
 * what it may not.
 */
class ForeignValuesTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void noFileIsTouchedAndNoCodeIsRun(WebApplicationType type) throws IOException {
		Path file = Files.writeString(this.directory.resolve("secret.txt"), "secret");
		Path context = Files.writeString(this.directory.resolve("context.xml"), """
				<beans xmlns="http://www.springframework.org/schema/beans"
						xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						xsi:schemaLocation="http://www.springframework.org/schema/beans
						http://www.springframework.org/schema/beans/spring-beans.xsd">
					<bean class="com.example.library.Loud"><constructor-arg value="from XML"/></bean>
				</beans>
				""");
		Ledger.ENTRIES.clear();
		try (EndpointApplication application = run(type)) {
			EndpointClient client = application.client();
			for (String name : List.of("writer", "stream", "resource", "writers", "maybeWriter", "laterWriter",
					"manyWriters", "writersByKey", "writerArray", "writerInside", "context", "deferred", "comparable",
					"ledger", "loud", "entity", "keys", "ofLibrary", "typed", "byClass", "variable")) {
				for (String value : List.of("\"" + file + "\"", "\"file:" + context + "\"", "7", "[\"" + file + "\"]",
						"{\"name\": \"" + file + "\"}", "{\"" + file + "\": \"x\"}",
						"{\"type\": \"" + Loud.class.getName() + "\"}",
						"{\"@class\": \"" + Loud.class.getName() + "\", \"text\": \"x\"}")) {
					Answer answer = enable(client, name, value).assertProblem(400);
					assertThat(answer.<String>read("$.message")).contains("takes only \"return\" and \"return(null)\"");
				}
				enable(client, name, "null").assertStatus(200);
				enable(client, name, "").assertStatus(200);
			}
			assertThat(file).hasContent("secret");
			assertThat(Ledger.ENTRIES).isEmpty();
			assertThat(client.get("/resource").body()).doesNotContain("secret");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void dataIsReturned(WebApplicationType type) {
		try (EndpointApplication application = run(type)) {
			EndpointClient client = application.client();
			for (String number : List.of("500", "503")) {
				Answer answer = enable(client, "code", number).assertStatus(200);
				assertThat(answer.<String>read("$.terms")).isEqualTo("return(" + number + ")");
				assertThat(client.get("/code").assertStatus(200).body()).isEqualTo("{\"value\":" + number + "}");
			}
			enable(client, "response", "503").assertStatus(200);
			client.get("/response").assertStatus(503);
			enable(client, "download", "503").assertStatus(200);
			client.get("/download").assertStatus(503);
			enable(client, "download", "\"/etc/passwd\"").assertProblem(400);
			enable(client, "response", "{\"status\": 409, \"body\": {\"value\": 7}}").assertStatus(200);
			assertThat(client.get("/response").assertStatus(409).body()).isEqualTo("{\"value\":7}");
			enable(client, "any", "{\"a\": [1, 1.50, 500, 5e2]}").assertStatus(200);
			assertThat(client.get("/any").assertStatus(200).body()).isEqualTo("{\"a\":[1,1.50,500,5E+2]}");
		}
	}

	private static EndpointApplication run(WebApplicationType type) {
		return EndpointApplication.run(type,
				(type == WebApplicationType.SERVLET) ? ServletApplication.class : ReactiveApplication.class);
	}

	private static Answer enable(EndpointClient client, String name, String value) {
		String terms = "return(" + value + ")";
		return client.post("/actuator/failpoints/" + name,
				"{\"terms\": \"" + terms.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletApplication {

		@Bean
		Downloads downloads() {
			return new Downloads();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ BootNetty.class, ServletApplication.class })
	static class ReactiveApplication {

	}

	record Box<T>(T name) {
	}

	record Typed(Class<?> type) {
	}

	record Keys(Map<Ledger, String> names) {
	}

	static class OfLibrary extends Ledger {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	interface ByClass {

	}

	static final class Entity {

		private Entity(Long id) {
			Ledger.ENTRIES.add("Entity " + id);
		}

		public static Entity findEntity(Long id) {
			return new Entity(id);
		}

	}

	static class Code {

		private final int value;

		@JsonCreator
		Code(int value) {
			this.value = value;
		}

		public int getValue() {
			return this.value;
		}

	}

	@RestController
	static class Downloads {

		@Failpoint("writer")
		public PrintWriter writer() {
			return null;
		}

		@Failpoint("stream")
		public FileOutputStream stream() {
			return null;
		}

		@Failpoint("resource")
		@GetMapping("/resource")
		public FileSystemResource resource() {
			return null;
		}

		@Failpoint("writers")
		public List<PrintWriter> writers() {
			return List.of();
		}

		@Failpoint("maybeWriter")
		public Optional<PrintWriter> maybeWriter() {
			return Optional.empty();
		}

		@Failpoint("laterWriter")
		public CompletableFuture<PrintWriter> laterWriter() {
			return CompletableFuture.completedFuture(null);
		}

		@Failpoint("manyWriters")
		public Flux<PrintWriter> manyWriters() {
			return Flux.empty();
		}

		@Failpoint("writersByKey")
		public Map<PrintWriter, String> writersByKey() {
			return Map.of();
		}

		@Failpoint("writerArray")
		public PrintWriter[] writerArray() {
			return new PrintWriter[0];
		}

		@Failpoint("writerInside")
		public Box<PrintWriter> writerInside() {
			return new Box<>(null);
		}

		@Failpoint("context")
		public ClassPathXmlApplicationContext context() {
			return null;
		}

		@Failpoint("deferred")
		public DeferredResult<String> deferred() {
			return new DeferredResult<>();
		}

		@Failpoint("comparable")
		public Comparable<Long> comparable() {
			return 1L;
		}

		@Failpoint("ledger")
		public Ledger ledger() {
			return null;
		}

		@Failpoint("loud")
		public Loud loud() {
			return null;
		}

		@Failpoint("entity")
		public Entity entity() {
			return null;
		}

		@Failpoint("keys")
		public Keys keys() {
			return null;
		}

		@Failpoint("ofLibrary")
		public OfLibrary ofLibrary() {
			return null;
		}

		@Failpoint("typed")
		public Typed typed() {
			return null;
		}

		@Failpoint("byClass")
		public ByClass byClass() {
			return null;
		}

		@Failpoint("variable")
		public <T> T variable() {
			return null;
		}

		@Failpoint("code")
		@GetMapping("/code")
		public Code code() {
			return new Code(0);
		}

		@Failpoint("response")
		@GetMapping("/response")
		public ResponseEntity<Code> response() {
			return ResponseEntity.ok(new Code(0));
		}

		@Failpoint("download")
		@GetMapping("/download")
		public ResponseEntity<Resource> download() {
			return ResponseEntity.notFound().build();
		}

		@Failpoint("any")
		@GetMapping("/any")
		public Object any() {
			return Map.of();
		}

	}

}
