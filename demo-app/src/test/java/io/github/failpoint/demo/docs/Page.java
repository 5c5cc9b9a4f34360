package io.github.failpoint.demo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A page of the documentation.
 *
 * @param path the path below the root of the project
 * @param lines the lines
 * @param blocks the fenced blocks
 */
record Page(Path path, List<String> lines, List<Block> blocks) {

	static final Path ROOT = root();

	private static final String FENCE = "```";

	private static final Pattern MARKER = Pattern.compile("<!-- (.+) -->");

	private static Path root() {
		Path path = Path.of("").toAbsolutePath();
		while (!Files.exists(path.resolve("mvnw"))) {
			path = path.getParent();
		}
		return path;
	}

	static Stream<Page> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			List<Path> pages = new ArrayList<>(
					docs.filter((path) -> path.toString().endsWith(".md")).sorted().toList());
			pages.add(ROOT.resolve("README.md"));
			pages.add(ROOT.resolve("SECURITY.md"));
			return pages.stream().map(Page::read);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page of(String path) {
		return read(ROOT.resolve(path));
	}

	private static Page read(Path path) {
		try {
			List<String> lines = Files.readAllLines(path);
			return new Page(ROOT.relativize(path), lines, blocks(lines));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Block> blocks(List<String> lines) {
		List<Block> blocks = new ArrayList<>();
		int start = -1;
		for (int i = 0; i < lines.size(); i++) {
			if (!lines.get(i).startsWith(FENCE)) {
				continue;
			}
			if (start < 0) {
				start = i;
				continue;
			}
			String language = lines.get(start).substring(FENCE.length());
			boolean answer = !blocks.isEmpty() && isBlank(lines, blocks.get(blocks.size() - 1).end() + 1, start);
			blocks.add(new Block(language, List.copyOf(lines.subList(start + 1, i)), start + 1, i, marker(lines, start),
					answer));
			start = -1;
		}
		return List.copyOf(blocks);
	}

	private static boolean isBlank(List<String> lines, int from, int to) {
		return lines.subList(from, to).stream().allMatch(String::isBlank);
	}

	private static @Nullable String marker(List<String> lines, int fence) {
		Matcher matcher = MARKER.matcher((fence > 0) ? lines.get(fence - 1) : "");
		return matcher.matches() ? matcher.group(1) : null;
	}

	/**
	 * Return the rows of the table whose first column has the given heading.
	 */
	List<List<String>> table(String heading) {
		int start = this.lines.indexOf(
				this.lines.stream().filter((line) -> line.startsWith("| " + heading + " |")).findFirst().orElseThrow());
		return this.lines.stream().skip(start + 2).takeWhile((line) -> line.startsWith("|")).map(Page::cells).toList();
	}

	private static List<String> cells(String row) {
		return Stream.of(row.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList();
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	/**
	 * A fenced block.
	 *
	 * @param language the language
	 * @param lines the lines inside
	 * @param line the number of the line that opens it
	 * @param end the index of the line that closes it
	 * @param marker the comment right above it, which does not show
	 * @param answer whether nothing stands between it and the block before
	 */
	record Block(String language, List<String> lines, int line, int end, @Nullable String marker, boolean answer) {

		boolean is(String... languages) {
			return List.of(languages).contains(this.language);
		}

		String text() {
			return String.join("\n", this.lines);
		}

	}

}
