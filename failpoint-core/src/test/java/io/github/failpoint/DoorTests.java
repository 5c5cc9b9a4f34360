package io.github.failpoint;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Door} in a process in which nothing was enabled yet.
 */
class DoorTests {

	@Test
	void closedDoorLooksUpNoNameAndAnOpenOneDoes() throws Exception {
		assertThat(OwnProcess.run(Program.class)).isEqualTo(new OwnProcess.Outcome(0, "closed [] open [p, q]"));
	}

	static final class Program {

		private Program() {
		}

		public static void main(String[] arguments) {
			try (FailpointRegistry registry = new FailpointRegistry()) {
				Failpoints.attach(registry);
				Failpoints.hit("p");
				System.out.print("closed " + names(registry));
				registry.enable("q", "off");
				Failpoints.hit("p");
				System.out.print(" open " + names(registry));
			}
		}

		private static Object names(FailpointRegistry registry) {
			return registry.failpoints().stream().map(FailpointStatus::name).toList();
		}

	}

}
