package io.github.failpoint.benchmarks.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts applications with and without failpoints, in turns, each in a JVM of its own,
 * and prints the medians. The processor time of the starting thread is what noise on the
 * machine changes least.
 */
public final class StartupReport {

	private static final int[] BEANS = { 0, 1000, 5000 };

	private final Map<String, List<Start>> starts = new LinkedHashMap<>();

	private StartupReport() {
	}

	public static void main(String[] arguments) throws IOException {
		StartupReport report = new StartupReport();
		for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
			report.round();
		}
		report.print();
	}

	private void round() throws IOException {
		for (Variant variant : Variant.values()) {
			for (int beans : BEANS) {
				if (beans == 0 || variant.ordinal() < 2) {
					this.starts.computeIfAbsent(key(variant, beans), (key) -> new ArrayList<>())
						.add(variant.start(beans));
				}
			}
		}
	}

	private static String key(Variant variant, int beans) {
		return variant + " " + beans;
	}

	private void print() {
		System.out.printf("JDK %s, %d processors, medians of %d starts%n%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(), this.starts.values().iterator().next().size());
		System.out.println("| application | other beans | time | processor time | with failpoints | ratio |");
		System.out.println("|---|---|---|---|---|---|");
		for (int beans : BEANS) {
			row(Variant.WEB, Variant.WEB_WITH_STARTER, beans);
		}
		row(Variant.ACTUATOR_WEB, Variant.ACTUATOR_WEB_WITH_STARTER, 0);
	}

	private void row(Variant without, Variant with, int beans) {
		List<Start> before = this.starts.getOrDefault(key(without, beans), List.of());
		List<Start> after = this.starts.getOrDefault(key(with, beans), List.of());
		double wall = Start.medianMillis(before, Start::wall);
		double cpu = Start.medianMillis(before, Start::cpu);
		System.out.printf("| %s | %d | %.0f ms | %.0f ms | %+.0f ms, processor %+.0f ms | %.2f |%n", without.title(),
				beans, wall, cpu, Start.medianMillis(after, Start::wall) - wall,
				Start.medianMillis(after, Start::cpu) - cpu, Start.medianMillis(after, Start::cpu) / cpu);
	}

}
