package io.github.failpoint.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes figures into a page, between the markers that name a table, and draws the
 * picture. The figures of a line and its ratio are of one run, the latest that has both.
 */
public final class Report {

	private static final Pattern TABLE = Pattern.compile("(<!-- table: (\\S+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

	/**
	 * The runs of each JDK, the latest first.
	 */
	private final Map<Integer, List<Run>> runs;

	private final String machine;

	Report(List<Run> latestFirst, String machine) {
		this.runs = latestFirst.stream().collect(Collectors.groupingBy(Run::jdk, TreeMap::new, Collectors.toList()));
		this.machine = machine;
	}

	/**
	 * Write the report.
	 * @param args the directory with the results, the page, and the picture
	 * @throws IOException if something cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		Report report = new Report(Run.latestFirst(Path.of(args[0])), Machine.describe());
		Path page = Path.of(args[1]);
		Files.writeString(page, report.fill(Files.readString(page)));
		Files.writeString(Path.of(args[2]), new Picture(report.latest()).svg());
	}

	String fill(String page) {
		Map<String, List<Row>> tables = Tables.all();
		return TABLE.matcher(page).replaceAll((match) -> {
			String name = match.group(2);
			String text = name.equals("head") ? head() : table(tables.getOrDefault(name, List.of()));
			return Matcher.quoteReplacement(match.group(1) + text + match.group(3));
		});
	}

	private String head() {
		List<String> lines = new ArrayList<>();
		lines.add("- " + this.machine);
		this.runs.forEach((jdk, runs) -> lines.add("- JDK " + jdk + ": " + runs.get(0).vm() + ", " + runs.get(0).date()
				+ ", " + runs.get(0).effort() + "; medians"));
		return lines.stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

	private String table(List<Row> rows) {
		List<Integer> jdks = this.runs.keySet()
			.stream()
			.filter((jdk) -> rows.stream().anyMatch((row) -> run(jdk, row) != null))
			.toList();
		StringBuilder text = new StringBuilder("| |");
		jdks.forEach((jdk) -> text.append(" JDK ").append(jdk).append(" | ratio | B/op |"));
		text.append(" target |\n|---|").append("---:|".repeat(3 * jdks.size())).append("---|\n");
		rows.stream()
			.filter((row) -> jdks.stream().anyMatch((jdk) -> run(jdk, row) != null))
			.forEach((row) -> text.append(line(row, jdks)));
		return text.toString();
	}

	private String line(Row row, List<Integer> jdks) {
		StringBuilder text = new StringBuilder("| ").append(row.label()).append(" |");
		boolean met = true;
		for (int jdk : jdks) {
			Run run = run(jdk, row);
			if (run == null) {
				text.append(" | | |");
				continue;
			}
			Figure figure = Objects.requireNonNull(run.figure(row.key()));
			Figure baseline = Objects.requireNonNull(run.figure(row.baseline()));
			text.append(cells(row, figure, baseline));
			met &= row.target() == null || row.target().isMet(jdk, figure, baseline);
		}
		String target = (row.target() != null) ? row.target().text() + (met ? "" : " **missed**") : "";
		return text.append(' ').append(target).append(" |\n").toString();
	}

	private static String cells(Row row, Figure figure, Figure baseline) {
		String ratio = row.key().equals(row.baseline()) ? "1" : Figure.number(figure.ratioTo(baseline));
		return " " + figure.text() + " | " + ratio + " | " + figure.bytesText() + " |";
	}

	private @Nullable Run run(int jdk, Row row) {
		return this.runs.getOrDefault(jdk, List.of())
			.stream()
			.filter((run) -> run.figures().keySet().containsAll(List.of(row.key(), row.baseline())))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The figures of the oldest JDK, each from its latest run.
	 */
	Map<String, Figure> latest() {
		Map<String, Figure> latest = new TreeMap<>();
		this.runs.values()
			.stream()
			.findFirst()
			.ifPresent((runs) -> runs.forEach((run) -> run.figures().forEach(latest::putIfAbsent)));
		return latest;
	}

}
