package io.github.failpoint.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of one run of JMH. Keys are {@code Class.method}, with the parameters in
 * brackets: {@code Class.method[a=1,b=2]}, sorted; counters of a benchmark's own have
 * {@code :name} at the end.
 *
 * @param jdk the feature version of the JDK
 * @param vm the JDK in full
 * @param date the day of the run
 * @param effort how many forks and iterations there were at most
 * @param figures the figures by key
 */
record Run(int jdk, String vm, LocalDate date, String effort, Map<String, Figure> figures) {

	/**
	 * Read all runs in a directory. Their names end with their times; a run that failed
	 * leaves an empty file.
	 */
	static List<Run> latestFirst(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".json") && file.toFile().length() > 0)
				.sorted(Comparator.comparing(Run::time).reversed())
				.map(Run::read)
				.toList();
		}
	}

	private static String time(Path file) {
		String name = file.getFileName().toString();
		return name.substring(name.indexOf('-') + 1);
	}

	static Run read(Path file) {
		try {
			JsonNode results = JsonMapper.shared().readTree(Files.readString(file));
			LocalDate date = Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
			return of(results, date);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + file, ex);
		}
	}

	private static Run of(JsonNode results, LocalDate date) {
		Map<String, Figure> figures = new LinkedHashMap<>();
		results.forEach((result) -> addFigures(result, figures));
		JsonNode first = results.path(0);
		String version = first.path("jdkVersion").asString();
		String effort = first.path("forks").asInt() + " forks, " + first.path("measurementIterations").asInt() + " × "
				+ first.path("measurementTime").asString();
		return new Run(Runtime.Version.parse(version).feature(), first.path("vmName").asString() + " " + version, date,
				effort, figures);
	}

	private static void addFigures(JsonNode result, Map<String, Figure> figures) {
		String key = key(result);
		JsonNode secondary = result.path("secondaryMetrics");
		double bytes = secondary.path("gc.alloc.rate.norm").path("score").asDouble(0);
		figures.put(key, figure(result.path("primaryMetric"), bytes));
		secondary.properties().forEach((metric) -> {
			if (!metric.getKey().startsWith("gc.")) {
				figures.put(key + ":" + metric.getKey(), figure(metric.getValue(), 0));
			}
		});
	}

	private static String key(JsonNode result) {
		String[] name = result.path("benchmark").asString().split("\\.");
		Map<String, String> parameters = new TreeMap<>();
		result.path("params")
			.properties()
			.forEach((entry) -> parameters.put(entry.getKey(), entry.getValue().asString()));
		String key = name[name.length - 2] + "." + name[name.length - 1];
		return parameters.isEmpty() ? key
				: key + parameters.toString().replace('{', '[').replace('}', ']').replace(", ", ",");
	}

	private static Figure figure(JsonNode metric, double bytes) {
		double[] forks = metric.path("rawData").valueStream().mapToDouble(Run::median).toArray();
		String unit = metric.path("scoreUnit").asString().replace("/op", "");
		return new Figure(median(forks), unit, bytes);
	}

	private static double median(JsonNode fork) {
		return median(fork.valueStream().mapToDouble(JsonNode::asDouble).toArray());
	}

	private static double median(double[] values) {
		Arrays.sort(values);
		int middle = values.length / 2;
		return (values.length % 2 == 1) ? values[middle] : (values[middle - 1] + values[middle]) / 2;
	}

	@Nullable Figure figure(String key) {
		return this.figures.get(key);
	}

}
