package io.github.failpoint.aop;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;

/**
 * Puts one interceptor around the beans of one type.
 */
final class FailpointAdvisingPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final long serialVersionUID = 1L;

	/**
	 * The interceptors of Spring Data behind which nothing is ever called.
	 */
	private static final Set<String> TERMINAL = Set.of(
			"org.springframework.data.projection.DefaultMethodInvokingMethodInterceptor",
			"org.springframework.data.repository.core.support.QueryExecutorMethodInterceptor",
			"org.springframework.data.repository.core.support.RepositoryFactorySupport$ImplementationMethodExecutionInterceptor");

	private final transient FailpointInterceptor interceptor;

	FailpointAdvisingPostProcessor(FailpointInterceptor interceptor) {
		this.interceptor = interceptor;
		this.advisor = new DefaultPointcutAdvisor(interceptor, interceptor);
		setBeforeExistingAdvisors(interceptor.isOutermost());
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		int terminal = this.beforeExistingAdvisors ? -1 : firstTerminal(bean);
		if (isAdvised(bean)) {
			if (terminal < 0 && bean instanceof Advised advised && !advised.isFrozen()) {
				keepPlace(advised);
			}
			return bean;
		}
		if (terminal >= 0) {
			((Advised) bean).addAdvisor(terminal, advisor());
			return bean;
		}
		return super.postProcessAfterInitialization(bean, beanName);
	}

	/**
	 * One object may be a bean under several names, and be given out by several
	 * factories.
	 */
	private boolean isAdvised(Object bean) {
		@Nullable Object candidate = bean;
		while (candidate instanceof Advised advised) {
			if (Stream.of(advised.getAdvisors()).map(Advisor::getAdvice).anyMatch(this::isAlike)) {
				return true;
			}
			candidate = AopProxyUtils.getSingletonTarget(advised);
		}
		return false;
	}

	private boolean isAlike(Advice advice) {
		return advice instanceof FailpointInterceptor other && other.standsFor(this.interceptor);
	}

	/**
	 * Others may have added theirs since, to a proxy that was made for a listener.
	 */
	private void keepPlace(Advised advised) {
		int index = advised.indexOf(advisor());
		int place = this.beforeExistingAdvisors ? 0 : advised.getAdvisorCount() - 1;
		if (index >= 0 && index != place) {
			advised.removeAdvisor(index);
			advised.addAdvisor(place, advisor());
		}
	}

	private static int firstTerminal(Object bean) {
		if (bean instanceof Advised advised && !advised.isFrozen()) {
			for (int index = 0; index < advised.getAdvisorCount(); index++) {
				if (TERMINAL.contains(advised.getAdvisors()[index].getAdvice().getClass().getName())) {
					return index;
				}
			}
		}
		return -1;
	}

	Advisor advisor() {
		return Objects.requireNonNull(this.advisor);
	}

	/**
	 * Whether a bean without a proxy is to get one of its class.
	 */
	boolean proxiesClass(Object bean, String beanName) {
		return isEligible(bean, beanName) && prepareProxyFactory(bean, beanName).isProxyTargetClass();
	}

	@Override
	protected boolean isEligible(Class<?> targetClass) {
		return true;
	}

}
