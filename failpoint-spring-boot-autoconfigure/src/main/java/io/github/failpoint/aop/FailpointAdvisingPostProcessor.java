package io.github.failpoint.aop;

import java.lang.reflect.Proxy;
import java.util.Set;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Puts one advisor around the beans of one type.
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

	FailpointAdvisingPostProcessor(Advisor advisor, boolean outermost) {
		this.advisor = advisor;
		setBeforeExistingAdvisors(outermost);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!this.beforeExistingAdvisors && bean instanceof Advised advised && !advised.isFrozen()) {
			int terminal = firstTerminal(advised);
			if (terminal >= 0 && this.advisor != null) {
				advised.addAdvisor(terminal, this.advisor);
				return bean;
			}
		}
		return super.postProcessAfterInitialization(bean, beanName);
	}

	private static int firstTerminal(Advised advised) {
		for (int index = 0; index < advised.getAdvisorCount(); index++) {
			if (TERMINAL.contains(advised.getAdvisors()[index].getAdvice().getClass().getName())) {
				return index;
			}
		}
		return -1;
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

	/**
	 * A class that the JVM made for an interface cannot be extended.
	 */
	@Override
	protected ProxyFactory prepareProxyFactory(Object bean, String beanName) {
		ProxyFactory proxyFactory = super.prepareProxyFactory(bean, beanName);
		if (Proxy.isProxyClass(bean.getClass()) || ClassUtils.isLambdaClass(bean.getClass())) {
			proxyFactory.setProxyTargetClass(false);
		}
		return proxyFactory;
	}

}
