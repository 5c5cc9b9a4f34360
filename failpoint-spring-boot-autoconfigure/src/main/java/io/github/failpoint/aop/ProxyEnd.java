package io.github.failpoint.aop;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.target.EmptyTargetSource;

/**
 * Finds where a call of a bean leaves its proxies for what does the work: not where one
 * proxy ends that is around another, nor behind an interceptor that does the work itself.
 */
final class ProxyEnd {

	/**
	 * What Spring Data does the work with, though its proxies have a target: the first of
	 * them that knows the method.
	 */
	private static final Set<String> WORKING = Set.of(
			"org.springframework.data.projection.DefaultMethodInvokingMethodInterceptor",
			"org.springframework.data.repository.core.support.QueryExecutorMethodInterceptor",
			"org.springframework.data.repository.core.support.RepositoryFactorySupport$ImplementationMethodExecutionInterceptor");

	/**
	 * Where advice of Spring itself comes from that goes around what does the work.
	 */
	private static final Set<String> AROUND = Set.of("org.springframework.aop.", "org.springframework.cache.",
			"org.springframework.dao.", "org.springframework.resilience.", "org.springframework.retry.",
			"org.springframework.scheduling.", "org.springframework.security.", "org.springframework.transaction.",
			"org.springframework.validation.", FailpointInterceptor.class.getName());

	private ProxyEnd() {
	}

	/**
	 * The proxies of a bean, the outermost first.
	 */
	static Stream<Advised> proxies(Object bean) {
		return Stream.<Object>iterate(bean, Advised.class::isInstance, AopProxyUtils::getSingletonTarget)
			.map(Advised.class::cast);
	}

	static @Nullable Advised outermost(Object bean) {
		return (bean instanceof Advised advised && !advised.isFrozen()) ? advised : null;
	}

	static @Nullable Advised innermost(Object bean) {
		return proxies(bean).filter((advised) -> !advised.isFrozen()).reduce((outer, inner) -> inner).orElse(null);
	}

	/**
	 * The place in a proxy that is directly before what does the work.
	 */
	static int index(Advised advised) {
		int working = firstIndex(advised, (advisor) -> WORKING.contains(nameOfAdvice(advisor)));
		boolean hasTarget = advised.getTargetSource() != EmptyTargetSource.INSTANCE;
		if (working < advised.getAdvisorCount() || hasTarget) {
			return working;
		}
		return Math.min(firstIndex(advised, (advisor) -> !isAround(advisor)),
				Math.max(0, advised.getAdvisorCount() - 1));
	}

	private static boolean isAround(Advisor advisor) {
		return AROUND.stream().anyMatch(nameOfAdvice(advisor)::startsWith);
	}

	private static String nameOfAdvice(Advisor advisor) {
		return advisor.getAdvice().getClass().getName();
	}

	private static int firstIndex(Advised advised, Predicate<Advisor> condition) {
		return (int) Stream.of(advised.getAdvisors()).takeWhile(condition.negate()).count();
	}

}
