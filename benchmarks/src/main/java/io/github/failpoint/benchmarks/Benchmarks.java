package io.github.failpoint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.openjdk.jmh.Main;

/**
 * Runs benchmarks and keeps their results, one file for each run.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Run benchmarks.
	 * @param args the directory for the results, then the arguments of JMH
	 * @throws IOException if they cannot be run
	 */
	public static void main(String[] args) throws IOException {
		int jdk = Runtime.version().feature();
		String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
		Path results = Files.createDirectories(Path.of(args[0])).resolve("jdk" + jdk + "-" + time + ".json");
		List<String> options = new ArrayList<>(
				List.of("-prof", "gc", "-foe", "true", "-rf", "json", "-rff", results.toString()));
		if (jdk < 21) {
			options.addAll(List.of("-e", "VirtualThreads"));
		}
		options.addAll(Arrays.asList(args).subList(1, args.length));
		Main.main(options.toArray(String[]::new));
	}

}
