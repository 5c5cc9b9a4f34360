package io.github.failpoint.benchmarks;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.FailpointGroup;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SiteSignature;
import io.github.failpoint.aop.GateProxies;
import org.aopalliance.intercept.MethodInterceptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;

/**
 * Making the proxies of a hundred beans of a hundred classes.
 */
public class ProxyClassBenchmark extends SingleShotBenchmark {

	@Benchmark
	public void gates(Beans beans, Gate gate, Blackhole hole) throws NoSuchMethodException {
		for (Object bean : beans.beans) {
			Method method = bean.getClass().getMethod("method0");
			hole.consume(GateProxies.create(bean, method, gate.group));
		}
	}

	@Benchmark
	public void standardProxies(Beans beans, Blackhole hole) {
		for (Object bean : beans.beans) {
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			factory.addAdvisor(new DefaultPointcutAdvisor((MethodInterceptor) (invocation) -> invocation.proceed()));
			hole.consume(factory.getProxy());
		}
	}

	/**
	 * Beans of classes that nobody has seen before.
	 */
	@State(Scope.Benchmark)
	public static class Beans {

		List<Object> beans = List.of();

		private int invocations;

		@Setup(Level.Invocation)
		public void create() throws ReflectiveOperationException {
			List<Object> beans = new ArrayList<>();
			for (Class<?> type : GeneratedTypes.create(100, "Fresh" + this.invocations++ + "$", false)) {
				beans.add(type.getConstructor().newInstance());
			}
			this.beans = beans;
		}

	}

	/**
	 * A failpoint.
	 */
	@State(Scope.Benchmark)
	public static class Gate {

		final FailpointGroup group = group();

		private static FailpointGroup group() {
			FailpointRegistry registry = new FailpointRegistry();
			return registry
				.group(List.of(registry.declare("bench.proxy", new SiteSignature("method0", int.class, List.of()))));
		}

	}

}
