package io.github.failpoint.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.tools.attach.VirtualMachine;
import org.jboss.byteman.agent.Main;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The same method in a JVM with Byteman.
 */
@Fork(value = 4, jvmArgsAppend = { "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading" })
public class BytemanBenchmark extends SteadyBenchmark {

	@Benchmark
	public int direct(BeanBenchmark.Baselines baselines) {
		return baselines.direct.charge(baselines.amount);
	}

	@Benchmark
	public int injected(Agent agent) {
		return agent.account.charge(agent.amount);
	}

	/**
	 * A JVM with the agent.
	 */
	@State(Scope.Benchmark)
	public static class Agent {

		/**
		 * The method that has a rule.
		 */
		@Param({ "quote", "charge" })
		public String method = "";

		final Account account = new Account();

		int amount = 42;

		@Setup
		public void load() throws Exception {
			Path rules = Files.createTempFile("account", ".btm");
			Files.writeString(rules, """
					RULE fault
					CLASS %s
					METHOD %s
					AT ENTRY
					IF $1 == -1
					DO throw new java.lang.IllegalStateException()
					ENDRULE
					""".formatted(Account.class.getName(), this.method));
			String agent = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
			VirtualMachine self = VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
			self.loadAgent(agent, "script:" + rules);
			self.detach();
			Files.delete(rules);
		}

	}

}
