package io.github.failpoint.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that this runs on.
 */
final class Machine {

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	private Machine() {
	}

	static String describe() throws IOException {
		return Runtime.getRuntime().availableProcessors() + " cores of " + processor() + ", "
				+ System.getProperty("os.name") + " " + System.getProperty("os.arch");
	}

	private static String processor() throws IOException {
		if (!Files.exists(PROCESSORS)) {
			return "an unknown processor";
		}
		try (Stream<String> lines = Files.lines(PROCESSORS)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("an unknown processor");
		}
	}

}
