package io.github.failpoint.benchmarks;

import java.lang.reflect.Method;
import java.util.Map;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.aopalliance.intercept.MethodInterceptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * A bean with a disabled failpoint, next to a direct call and to Spring's own proxies.
 */
public class BeanBenchmark extends SteadyBenchmark {

	@Benchmark
	public int direct(Baselines baselines) {
		return baselines.direct.charge(baselines.amount);
	}

	@Benchmark
	public int standardProxy(Baselines baselines) {
		return baselines.standardProxy.charge(baselines.amount);
	}

	@Benchmark
	public int transactionalProxy(Baselines baselines) {
		return baselines.transactionalProxy.charge(baselines.amount);
	}

	@Benchmark
	public int annotated(Beans beans) {
		return beans.annotated.charge(beans.amount);
	}

	@Benchmark
	public int unannotated(Beans beans) {
		return beans.annotated.quote(beans.amount);
	}

	@Benchmark
	public int existingProxy(Beans beans) {
		return beans.existingProxy.charge(beans.amount);
	}

	/**
	 * A proxy with one interceptor that only proceeds, for all methods: the least that
	 * Spring's advice costs.
	 */
	static Account standardProxy() {
		return proxy(new DefaultPointcutAdvisor(proceeding()));
	}

	/**
	 * A proxy with one interceptor that only proceeds, for the methods that a pointcut
	 * matches, as those of {@code @Transactional} and its like.
	 */
	static Account transactionalProxy() {
		return proxy(new StaticMethodMatcherPointcutAdvisor(proceeding()) {

			@Override
			public boolean matches(Method method, Class<?> targetClass) {
				return method.getName().equals("charge");
			}

		});
	}

	private static MethodInterceptor proceeding() {
		return (invocation) -> invocation.proceed();
	}

	private static Account proxy(Advisor advisor) {
		ProxyFactory factory = new ProxyFactory(new Account());
		factory.setProxyTargetClass(true);
		factory.addAdvisor(advisor);
		return (Account) factory.getProxy();
	}

	/**
	 * What has no failpoints.
	 */
	@State(Scope.Benchmark)
	public static class Baselines {

		final Account direct = new Account();

		final Account standardProxy = standardProxy();

		final Account transactionalProxy = transactionalProxy();

		int amount = 42;

	}

	/**
	 * Beans of an application with failpoints.
	 */
	@State(Scope.Benchmark)
	public static class Beans {

		/**
		 * Whether the gate proxy may be used.
		 */
		@Param({ "true", "false" })
		public boolean gate;

		/**
		 * Whether the failpoint was enabled before, and disabled again.
		 */
		@Param({ "false", "true" })
		public boolean enabledBefore;

		@SuppressWarnings("NullAway.Init")
		private ConfigurableApplicationContext context;

		@SuppressWarnings("NullAway.Init")
		Account annotated;

		@SuppressWarnings("NullAway.Init")
		Account existingProxy;

		int amount = 42;

		@Setup
		public void start() {
			this.context = Applications.start(Application.class, Map.of("failpoint.aop.gate", this.gate));
			this.annotated = this.context.getBean("annotated", Account.class);
			this.existingProxy = this.context.getBean("existingProxy", Account.class);
			Assert.state(this.annotated.getClass() != Account.class, "The bean has no failpoint");
			if (this.enabledBefore) {
				FailpointRegistry registry = this.context.getBean(FailpointRegistry.class);
				registry.enable(Account.CHARGE, "off");
				registry.disable(Account.CHARGE);
			}
		}

		@TearDown
		public void stop() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class })
	static class Application {

		@Bean
		Account annotated() {
			return new Account();
		}

		@Bean
		Account existingProxy() {
			return transactionalProxy();
		}

	}

}
