package io.github.failpoint;

import java.util.Map;

import io.github.failpoint.terms.Terms;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Every interleaving of a registry's operations gives the answers of some order of them:
 * model-checked against {@link SequentialRegistry}. Values are text, because the model
 * checker makes up hash codes, and what was put into a map of classes before is not found
 * again.
 */
class RegistryLinearizabilityTests {

	/**
	 * 1 takes seconds, 5 takes minutes.
	 */
	private static final int EFFORT = Integer.getInteger("lincheck.effort", 1);

	@Test
	void theRegistryIsLinearizable() {
		ModelChecking.ofTwoThreads()
			.iterations(3 * EFFORT)
			.invocationsPerIteration(50 * EFFORT)
			.minimizeFailedScenario(false)
			.sequentialSpecification(SequentialRegistry.class)
			.check(Registry.class);
	}

	public static class Registry {

		private static final Terms ONCE = Terms.of("1*return('once')");

		private static final Terms ALWAYS = Terms.of("return('always')");

		private final FailpointRegistry registry = new FailpointRegistry();

		private final FailpointHandle a = this.registry.failpoint("a");

		private final FailpointHandle b = this.registry.failpoint("b");

		@Operation
		public void enable() {
			this.registry.enable("a", ONCE);
		}

		@Operation
		public boolean disable() {
			return this.registry.disable("a");
		}

		@Operation
		public String status() {
			return this.registry.status("a").orElseThrow().state().toString();
		}

		@Operation
		public String evaluate() {
			return this.a.<String, RuntimeException>evaluate(String.class, () -> "disabled");
		}

		@Operation
		public void enableAll() {
			this.registry.enableAll(Map.of("a", ALWAYS, "b", ALWAYS), EnableOptions.defaults());
		}

		@Operation
		public String evaluateOther() {
			return this.b.<String, RuntimeException>evaluate(String.class, () -> "disabled");
		}

	}

	public static class SequentialRegistry {

		private static final int UNLIMITED = -1;

		private boolean enabled;

		private boolean otherEnabled;

		private int left;

		public void enable() {
			this.enabled = true;
			this.left = 1;
		}

		public void enableAll() {
			this.enabled = true;
			this.otherEnabled = true;
			this.left = UNLIMITED;
		}

		public boolean disable() {
			boolean was = this.enabled;
			this.enabled = false;
			return was;
		}

		public String status() {
			return !this.enabled ? "disabled" : (this.left == 0) ? "exhausted" : "enabled";
		}

		public String evaluate() {
			if (!this.enabled || this.left == 0) {
				return "disabled";
			}
			if (this.left == UNLIMITED) {
				return "always";
			}
			this.left--;
			return "once";
		}

		public String evaluateOther() {
			return this.otherEnabled ? "always" : "disabled";
		}

	}

}
