package io.github.failpoint.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Coarse limits, as ratios within one run, that noise alone cannot exceed.
 */
public final class Gates {

	private static final String NEVER = "[enabledBefore=false]";

	private static final List<Gate> ALL = List.of(
			new Gate("loop", "HandleBenchmark.loopStatic" + NEVER, "HandleBenchmark.loop", 3, Integer.MAX_VALUE),
			new Gate("loop", "HandleBenchmark.loopInstance" + NEVER, "HandleBenchmark.loop", 3, Integer.MAX_VALUE),
			new Gate("loop", "HandleBenchmark.loopByName" + NEVER, "HandleBenchmark.loop", 3, Integer.MAX_VALUE),
			new Gate("bean", "BeanBenchmark.annotated[enabledBefore=false,gate=true]", "BeanBenchmark.standardProxy",
					0.2, 0));

	private Gates() {
	}

	/**
	 * Check the latest run.
	 * @param args the directory with the results, then the names of the gates:
	 * {@code loop}, {@code bean}
	 * @throws IOException if the results cannot be read
	 */
	public static void main(String[] args) throws IOException {
		Run latest = Run.latestFirst(Path.of(args[0])).get(0);
		if (!check(latest, Set.copyOf(Arrays.asList(args).subList(1, args.length)))) {
			System.exit(1);
		}
	}

	static boolean check(Run run, Set<String> names) {
		boolean passed = true;
		for (Gate gate : ALL) {
			passed &= !names.contains(gate.name()) || gate.passes(run);
		}
		return passed;
	}

	/**
	 * A limit.
	 *
	 * @param name its name
	 * @param key the benchmark
	 * @param baseline what it is compared with
	 * @param ratio the highest ratio
	 * @param bytes the most bytes that one operation may allocate
	 */
	private record Gate(String name, String key, String baseline, double ratio, int bytes) {

		boolean passes(Run run) {
			Figure figure = run.figure(this.key);
			Figure base = run.figure(this.baseline);
			if (figure == null || base == null) {
				System.out.printf("%s: no figures for %s and %s%n", this.name, this.key, this.baseline);
				return false;
			}
			boolean passed = figure.ratioTo(base) <= this.ratio && Math.round(figure.bytes()) <= this.bytes;
			System.out.printf("%s: %s is %s, %s of %s, %s B/op: %s%n", this.name, this.key, figure.text(),
					Figure.number(figure.ratioTo(base)), this.baseline, figure.bytesText(), passed ? "ok" : "too much");
			return passed;
		}

	}

}
