package io.github.failpoint.benchmarks;

import java.util.Map;

import de.codecentric.spring.boot.chaos.monkey.configuration.ChaosMonkeyConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.Assert;

/**
 * The same bean in an application with Chaos Monkey for Spring Boot.
 */
public class ChaosMonkeyBenchmark extends SteadyBenchmark {

	@Benchmark
	public int direct(BeanBenchmark.Baselines baselines) {
		return baselines.direct.charge(baselines.amount);
	}

	@Benchmark
	public int watched(Monkey monkey) {
		return monkey.account.charge(monkey.amount);
	}

	/**
	 * How far it is switched on.
	 */
	public enum Mode {

		/**
		 * On the class path only.
		 */
		PROFILE_OFF(false, false, false),

		/**
		 * In its profile, and watching nothing.
		 */
		WATCHERS_OFF(true, false, false),

		/**
		 * Watching services, and disabled.
		 */
		DISABLED(true, true, false),

		/**
		 * Watching services and enabled, with no assault that could hit.
		 */
		ENABLED_NOT_HITTING(true, true, true);

		private final boolean profile;

		private final boolean watcher;

		private final boolean enabled;

		Mode(boolean profile, boolean watcher, boolean enabled) {
			this.profile = profile;
			this.watcher = watcher;
			this.enabled = enabled;
		}

		Map<String, Object> properties() {
			return Map.of("spring.profiles.active", this.profile ? "chaos-monkey" : "none",
					"chaos.monkey.watcher.service", this.watcher, "chaos.monkey.enabled", this.enabled,
					"chaos.monkey.assaults.level", 10000);
		}

	}

	/**
	 * The application.
	 */
	@State(Scope.Benchmark)
	public static class Monkey {

		/**
		 * How far Chaos Monkey is switched on.
		 */
		@Param
		public Mode mode = Mode.DISABLED;

		@SuppressWarnings("NullAway.Init")
		private ConfigurableApplicationContext context;

		@SuppressWarnings("NullAway.Init")
		Account account;

		int amount = 42;

		@Setup
		public void start() {
			this.context = Applications.start(Application.class, this.mode.properties());
			this.account = this.context.getBean(Account.class);
			Assert.state(!this.mode.watcher || AopUtils.isAopProxy(this.account), "The bean is not watched");
		}

		@TearDown
		public void stop() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AopAutoConfiguration.class, ChaosMonkeyConfiguration.class })
	@Import(Account.class)
	static class Application {

	}

}
