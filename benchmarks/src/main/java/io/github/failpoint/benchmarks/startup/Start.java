package io.github.failpoint.benchmarks.startup;

import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * What one start took.
 *
 * @param wall the time, in nanoseconds
 * @param cpu the processor time of the thread that started it, in nanoseconds
 */
record Start(long wall, long cpu) {

	private static final String PREFIX = "started ";

	String line() {
		return PREFIX + this.wall + " " + this.cpu;
	}

	static boolean isLine(String line) {
		return line.startsWith(PREFIX);
	}

	static Start parse(String line) {
		String[] figures = line.substring(PREFIX.length()).split(" ");
		return new Start(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
	}

	static double medianMillis(Collection<Start> starts, ToLongFunction<Start> figure) {
		long[] sorted = starts.stream().mapToLong(figure).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0 / 1_000_000;
	}

}
