package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointNames}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailpointNamesTests {

	private static final String FULL = "io.github.failpoint.aop.FailpointNamesTests.Archive.Ledger.close";

	@Test
	void classOfTheSameSimpleNameHasItsFullName(CapturedOutput output) {
		FailpointContexts.runner().withBean(Shop.Ledger.class).withBean(Archive.Ledger.class).run((context) -> {
			assertThat(context).hasNotFailed();
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactlyInAnyOrder("ledger.close", FULL,
					"ledger.open", "ledger.shared");
			registry.enable("ledger.close", "return(5)");
			assertThat(context.getBean(Shop.Ledger.class).close()).isEqualTo(5);
			assertThat(context.getBean(Archive.Ledger.class).close()).isEqualTo(2);
			registry.enable(FULL, "return(6)");
			assertThat(context.getBean(Archive.Ledger.class).close()).isEqualTo(6);
			assertThat(output).containsOnlyOnce("Failpoint \"ledger.close\" is that of " + Shop.Ledger.class.getName()
					+ ". That of " + Archive.Ledger.class.getName() + ", which has the same simple name, is \"" + FULL
					+ "\". Give one of them a name of its own");
		});
	}

	@Test
	void beansOfOneClassAndOverloadsShareTheirNames(CapturedOutput output) {
		FailpointContexts.runner()
			.withBean("first", Shop.Ledger.class)
			.withBean("second", Shop.Ledger.class)
			.run((context) -> {
				assertThat(FailpointContexts.declaredByBeans(FailpointContexts.registry(context)))
					.containsExactlyInAnyOrder("ledger.close", "ledger.shared");
				assertThat(output).doesNotContain("the same simple name");
			});
	}

	static final class Shop {

		private Shop() {
		}

		static class Ledger {

			@Failpoint
			public int close() {
				return 1;
			}

			@Failpoint
			public int close(int day) {
				return day;
			}

			@Failpoint("ledger.shared")
			public int shared() {
				return 1;
			}

		}

	}

	static final class Archive {

		private Archive() {
		}

		static class Ledger {

			@Failpoint
			public int close() {
				return 2;
			}

			@Failpoint
			public int open() {
				return 2;
			}

			@Failpoint("ledger.shared")
			public int shared() {
				return 2;
			}

		}

	}

}
