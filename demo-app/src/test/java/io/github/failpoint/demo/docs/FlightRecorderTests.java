package io.github.failpoint.demo.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.demo.ShopApplication;
import io.github.failpoint.demo.docs.Page.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/observability.md says about the Flight Recorder: its commands are run, and
 * print what it shows. Times and threads may be any.
 */
class FlightRecorderTests {

	private static final Answer ANYTHING = new Answer(List.of("{\"…\": \"…\"}"));

	private final Page page = Page.of("docs/observability.md");

	@TempDir
	private Path directory;

	@Test
	void theCommandsPrintWhatThePageShows() throws Exception {
		Block commands = this.page.blocks()
			.stream()
			.filter((block) -> block.text().startsWith("jcmd "))
			.findFirst()
			.orElseThrow();
		Block printed = this.page.blocks().get(this.page.blocks().indexOf(commands) + 1);
		try (RunningApplication shop = new RunningApplication(ShopApplication.class, Configuration.none())) {
			run(commands.lines().get(0));
			shop.run(post("actuator/failpoints/inventory.reserve", "{\"terms\": \"1*sleep(50ms)\"}"), ANYTHING);
			shop.run(post("orders", "{\"item\": \"book\", \"quantity\": 1}"), ANYTHING);
			run(commands.lines().get(1));
		}
		assertThat(steady(run(commands.lines().get(2)).lines())).isEqualTo(steady(printed.lines().stream()));
	}

	private static Command post(String path, String body) {
		return Command
			.of(List.of("$ curl -s localhost:8080/" + path + " -H 'Content-Type: application/json' -d '" + body + "'"))
			.get(0);
	}

	private String run(String command) throws Exception {
		List<String> words = new ArrayList<>(List.of(command.split(" ")));
		words.replaceAll((word) -> word.equals("ShopApplication") ? Long.toString(ProcessHandle.current().pid())
				: word.replace("faults.jfr", this.directory.resolve("faults.jfr").toString()));
		words.set(0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
		Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	private static List<String> steady(Stream<String> lines) {
		return lines.map((line) -> line.replaceAll("(startTime|duration|eventThread) = .*", "$1 = …"))
			.filter((line) -> !line.isBlank())
			.toList();
	}

}
