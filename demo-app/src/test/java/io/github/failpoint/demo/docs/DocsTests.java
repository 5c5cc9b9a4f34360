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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
 * follows; {@code warned} that it starts, and prints that block.</li>
 * <li>{@code logged} expects its text in the log of the commands of the page; "…" may be
 * any word.</li>
 * </ul>
 */
@ExtendWith(OutputCaptureExtension.class)
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
	void commandsPrintWhatThePageSays(Page page, CapturedOutput output) throws Exception {
		try (Console console = new Console(application(page))) {
			for (int i = 0; i < page.blocks().size(); i++) {
				Block next = (i + 1 < page.blocks().size()) ? page.blocks().get(i + 1) : null;
				console.run(page, page.blocks().get(i), (next != null && next.answer()) ? next : null);
			}
		}
		assertThat(page.blocks()).filteredOn((block) -> "logged".equals(block.marker()))
			.allSatisfy((block) -> assertThat(unwrapped(output.toString())).containsPattern(logged(block)));
	}

	private static Pattern logged(Block block) {
		return Pattern.compile(Pattern.quote(unwrapped(block.text())).replace("…", "\\E\\S+\\Q"));
	}

	private static String unwrapped(String text) {
		return text.replaceAll("\\s+", " ");
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
		try (Stream<Path> modules = Files.list(Page.ROOT)) {
			for (Path module : modules.map((path) -> path.resolve("src")).filter(Files::exists).toList()) {
				addSources(module, sources);
			}
		}
		return sources;
	}

	private static void addSources(Path module, List<String> sources) throws IOException {
		try (Stream<Path> files = Files.walk(module)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				sources.add(squeezed(Files.readString(file)));
			}
		}
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
	void theDependencyIsTheOneThatIsBuilt(Page page) throws IOException {
		String built = squeezed(Files.readString(Page.ROOT.resolve("failpoint-spring-boot-starter/pom.xml"))
				+ Files.readString(Page.ROOT.resolve("failpoint-spring-boot-test/pom.xml"))) + "<scope>test</scope>";
		assertThat(page.blocks()).filteredOn((block) -> block.is("xml"))
			.flatExtracting(Block::lines)
			.filteredOn((line) -> !line.contains("dependency>") && !line.contains("exclusion"))
			.allSatisfy((line) -> assertThat(built).contains(squeezed(line)));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linesAreShort(Page page) {
		assertThat(page.lines()).filteredOn((line) -> !line.startsWith("|") && !line.startsWith("  \"message\": "))
			.allMatch((line) -> line.length() <= LONGEST_LINE);
	}

}
