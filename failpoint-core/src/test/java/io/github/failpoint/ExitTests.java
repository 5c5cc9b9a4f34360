package io.github.failpoint;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code exit} in a process of its own.
 */
class ExitTests {

	@Test
	void exitEndsTheProcessLikeACrash() throws Exception {
		OwnProcess.Outcome outcome = run("exit");
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
		assertThat(run("off")).isEqualTo(new OwnProcess.Outcome(0, "before after hook"));
	}

	private static OwnProcess.Outcome run(String terms) throws Exception {
		return OwnProcess.run(Program.class, terms);
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
