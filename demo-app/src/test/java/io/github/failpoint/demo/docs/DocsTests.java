package io.github.failpoint.demo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.failpoint.demo.ShopApplication;
import io.github.failpoint.demo.docs.Page.Block;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation says what is true: commands are run, code is compiled, properties are
 * bound, links lead somewhere. A comment right above a block tells what to do with it:
 * <ul>
 * <li>{@code application: com.example.App} starts this application rather than the
 * shop;</li>
 * <li>{@code started with} starts the application anew with the properties of the
 * block;</li>
 * <li>{@code refused} expects that it does not start with them, and prints the block that
 * follows.</li>
 * </ul>
 */
class DocsTests {

	private static final Set<String> CHECKED = Set.of("console", "java", "properties", "yaml");

	private static final Set<String> KNOWN = Set.of("console", "java", "properties", "yaml", "json", "shell", "text",
			"xml");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final int LONGEST_LINE = 120;

	static Stream<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void commandsPrintWhatThePageSays(Page page) throws Exception {
		try (Console console = new Console(application(page))) {
			for (int i = 0; i < page.blocks().size(); i++) {
				Block next = (i + 1 < page.blocks().size()) ? page.blocks().get(i + 1) : null;
				console.run(page, page.blocks().get(i), (next != null && next.answer()) ? next : null);
			}
		}
	}

	private static Class<?> application(Page page) throws ClassNotFoundException {
		String prefix = "<!-- application: ";
		for (String line : page.lines()) {
			if (line.startsWith(prefix)) {
				return Class.forName(line.substring(prefix.length(), line.indexOf(" -->")));
			}
		}
		return ShopApplication.class;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void codeIsCompiled(Page page) throws IOException {
		List<String> sources = sources();
		for (Block block : page.blocks()) {
			if (block.is("java")) {
				String[] parts = block.text().split("// \\.\\.\\.");
				assertThat(sources.stream().anyMatch((source) -> containsInOrder(source, parts)))
					.as("%s, line %d: code that compiles", page, block.line())
					.isTrue();
			}
		}
	}

	private static List<String> sources() throws IOException {
		List<String> sources = new ArrayList<>();
		try (Stream<Path> files = Files.walk(Page.ROOT)) {
			for (Path file : files.filter((path) -> path.toString().matches(".*/src/.*\\.java")).toList()) {
				sources.add(squeezed(Files.readString(file)));
			}
		}
		return sources;
	}

	private static boolean containsInOrder(String source, String[] parts) {
		int index = 0;
		for (String part : parts) {
			index = source.indexOf(squeezed(part), index);
			if (index < 0) {
				return false;
			}
		}
		return true;
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", "");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Page page) {
		SoftAssertions.assertSoftly((softly) -> {
			String text = String.join("\n", page.lines());
			LINK.matcher(text)
				.results()
				.map((link) -> link.group(1))
				.filter((link) -> !link.startsWith("https://"))
				.forEach((link) -> softly.assertThat(Links.resolve(page, link)).as(link).isTrue());
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void nothingGoesUnchecked(Page page) {
		assertThat(page.blocks()).as("checked blocks").anyMatch((block) -> CHECKED.contains(block.language()));
		assertThat(page.blocks()).extracting(Block::language).isSubsetOf(KNOWN);
		assertThat(page.blocks()).filteredOn((block) -> block.is("json")).allMatch(Block::answer);
		assertThat(page.blocks()).filteredOn((block) -> block.is("console"))
			.flatExtracting((block) -> Command.of(block.lines()))
			.allMatch((command) -> command.isCurl() || command.text().startsWith("./mvnw "));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linesAreShort(Page page) {
		assertThat(page.lines()).filteredOn((line) -> !line.startsWith("|") && !line.startsWith("  \"message\": "))
			.allMatch((line) -> line.length() <= LONGEST_LINE);
	}

}
