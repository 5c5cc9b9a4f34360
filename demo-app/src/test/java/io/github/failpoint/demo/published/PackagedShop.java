package io.github.failpoint.demo.published;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shop as it is packaged, in a JVM of its own.
 */
final class PackagedShop implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<String> log = new ArrayList<>();

	private final Process process;

	private final String address;

	private PackagedShop(Process process) throws IOException {
		this.process = process;
		this.address = "http://localhost:" + awaitPort();
	}

	static PackagedShop start(Path java, Map<String, String> variables, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(java.toString(), "-Dserver.port=0",
				"-Dspring.http.clients.connect-timeout=1m", "-Dspring.http.clients.read-timeout=1m"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(variables);
		return new PackagedShop(builder.start());
	}

	static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
			return files.filter((file) -> file.getFileName().toString().matches("demo-app-.*\\.jar"))
				.findAny()
				.orElseThrow();
		}
	}

	private String awaitPort() throws IOException {
		BufferedReader output = this.process.inputReader();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			this.log.add(line);
			Matcher port = PORT.matcher(line);
			if (port.find()) {
				drain(output);
				return port.group(1);
			}
		}
		throw new IllegalStateException("The shop did not start:\n" + String.join("\n", this.log));
	}

	/**
	 * Whoever writes must not wait for a reader.
	 */
	private static void drain(BufferedReader output) {
		Thread thread = new Thread(() -> {
			try (output) {
				output.transferTo(Writer.nullWriter());
			}
			catch (IOException ex) {
				// the shop has been closed
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	List<String> log() {
		return this.log;
	}

	HttpResponse<String> enable(String name, String terms) {
		return send("POST", "/actuator/failpoints/" + name, Map.of("terms", terms));
	}

	HttpResponse<String> disableAll() {
		return send("DELETE", "/actuator/failpoints", Map.of());
	}

	HttpResponse<String> order(String path) {
		return send("POST", path, Map.of("item", "book", "quantity", 1));
	}

	HttpResponse<String> get(String path) {
		return send("GET", path, Map.of());
	}

	static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	private HttpResponse<String> send(String method, String path, Map<String, Object> body) {
		try {
			return this.client.send(HttpRequest.newBuilder(URI.create(this.address + path))
				.header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
				.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
