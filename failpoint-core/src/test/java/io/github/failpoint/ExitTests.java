package io.github.failpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code exit} in a process of its own.
 */
class ExitTests {

	@Test
	void exitEndsTheProcessLikeACrash() throws Exception {
		Outcome outcome = run("exit");
		assertThat(outcome.status()).isEqualTo(134);
		assertThat(outcome.output()).startsWith("before")
			.endsWith("Failpoint \"p\" ends the process with status 134 at handle");
	}

	@Test
	void exitEndsTheProcessWithTheGivenStatus() throws Exception {
		assertThat(run("exit(3)").status()).isEqualTo(3);
	}

	@Test
	void withoutExitTheShutdownHookRuns() throws Exception {
		assertThat(run("off")).isEqualTo(new Outcome(0, "before after hook"));
	}

	private static Outcome run(String terms) throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xshare:auto", "-cp", classPath(), Program.class.getName(), terms)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Outcome(process.waitFor(), output.strip());
	}

	private static String classPath() {
		return Stream.of(FailpointRegistry.class, Program.class)
			.map((type) -> Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString())
			.collect(Collectors.joining(System.getProperty("path.separator")));
	}

	record Outcome(int status, String output) {
	}

	static final class Program {

		private Program() {
		}

		public static void main(String[] arguments) {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
			FailpointPolicy policy = FailpointPolicy.defaults().withAllowDestructive(true);
			try (FailpointRegistry registry = new FailpointRegistry(policy)) {
				registry.enable("p", arguments[0]);
				System.out.print("before ");
				System.out.flush();
				registry.failpoint("p").hit();
				System.out.print("after ");
			}
		}

	}

}
