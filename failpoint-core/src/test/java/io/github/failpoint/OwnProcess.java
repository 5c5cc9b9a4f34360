package io.github.failpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a program of a test in a JVM in which nothing has happened yet, and which it may
 * end.
 */
final class OwnProcess {

	private OwnProcess() {
	}

	static Outcome run(Class<?> program, String... arguments) throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = new ArrayList<>(
				List.of(java, "-Xshare:auto", "-cp", classPath(program), program.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Outcome(process.waitFor(), output.strip());
	}

	private static String classPath(Class<?> program) {
		return Stream.of(FailpointRegistry.class, program)
			.map((type) -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString())
			.collect(Collectors.joining(System.getProperty("path.separator")));
	}

	record Outcome(int status, String output) {
	}

}
