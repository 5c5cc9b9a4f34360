package io.github.failpoint.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what was run into a page: a row for each test, a column for each version of
 * Spring Boot, and in the cells the versions of Java. A version of Java that this build
 * did not have is taken over from the page.
 */
public final class CompatibilityTable {

	private static final Pattern TABLE = Pattern.compile("(<!-- table: runs -->\n\n)(.*?)(\n<!-- end -->)",
			Pattern.DOTALL);

	private static final Pattern REPORT = Pattern.compile("TEST-.*\\.xml");

	private static final Pattern VERSION = Pattern.compile("\\d+");

	/**
	 * What the tests are called in the table, in its order.
	 */
	private final Map<String, String> rows;

	private final Collection<Run> runs;

	CompatibilityTable(Map<String, String> rows, Collection<Run> runs) {
		this.rows = rows;
		this.runs = runs;
	}

	/**
	 * Write the table.
	 * @param args the page, the names of the rows, and the directories with the reports
	 * @throws IOException if something cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		Path page = Path.of(args[0]);
		List<Run> runs = new ArrayList<>();
		for (int i = 2; i < args.length; i++) {
			runs.addAll(read(Path.of(args[i])));
		}
		CompatibilityTable table = new CompatibilityTable(rows(Path.of(args[1])), runs);
		Files.writeString(page, table.fill(Files.readString(page)));
	}

	private static List<Run> read(Path directory) throws IOException {
		List<Run> runs = new ArrayList<>();
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.filter(CompatibilityTable::isReport).toList()) {
				runs.addAll(Run.read(file));
			}
		}
		return runs;
	}

	private static boolean isReport(Path file) {
		return REPORT.matcher(file.getFileName().toString()).matches();
	}

	private static Map<String, String> rows(Path file) throws IOException {
		Map<String, String> rows = new LinkedHashMap<>();
		for (String line : Files.readAllLines(file)) {
			String[] row = line.split(" = ", 2);
			rows.put(row[0], row[1]);
		}
		return rows;
	}

	String fill(String page) {
		Matcher table = TABLE.matcher(page);
		if (!table.find()) {
			throw new IllegalStateException("The page has no table of runs");
		}
		return page.substring(0, table.end(1)) + table(table.group(2)) + page.substring(table.start(3));
	}

	private String table(String before) {
		List<String> boots = this.runs.stream()
			.filter((run) -> this.rows.containsKey(run.test()))
			.map(Run::boot)
			.distinct()
			.sorted()
			.toList();
		String head = "| Spring Boot | " + String.join(" | ", boots) + " |\n";
		Map<String, String[]> claims = before.startsWith(head) ? claims(before) : Map.of();
		StringBuilder table = new StringBuilder(head).append("|---|").append("---|".repeat(boots.size())).append('\n');
		this.rows.forEach((test, name) -> {
			String[] claimed = claims.getOrDefault(name, new String[0]);
			table.append("| ").append(name);
			for (int i = 0; i < boots.size(); i++) {
				table.append(" | ").append(cell(test, boots.get(i), (i < claimed.length) ? claimed[i] : ""));
			}
			table.append(" |\n");
		});
		return table.toString();
	}

	/**
	 * Return the cells of each row but the first, by the text of the first.
	 */
	private static Map<String, String[]> claims(String table) {
		return table.lines()
			.map((line) -> line.substring(2, line.length() - 2).split(" \\| ", 2))
			.filter((row) -> row.length == 2)
			.collect(Collectors.toMap((row) -> row[0], (row) -> row[1].split(" \\| ")));
	}

	private String cell(String test, String boot, String claimed) {
		Set<Integer> javas = VERSION.matcher(claimed)
			.results()
			.map((version) -> Integer.valueOf(version.group()))
			.collect(Collectors.toCollection(TreeSet::new));
		javas.removeAll(this.runs.stream().map(Run::java).collect(Collectors.toSet()));
		this.runs.stream()
			.filter((run) -> run.test().equals(test) && run.boot().equals(boot))
			.map(Run::java)
			.forEach(javas::add);
		return javas.isEmpty() ? "–"
				: javas.stream().map(String::valueOf).collect(Collectors.joining(", ", "Java ", ""));
	}

}
