package io.github.failpoint.aop;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.stream.Stream;

import org.aopalliance.aop.Advice;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;

/**
 * Puts one interceptor around the beans of one type.
 */
final class FailpointAdvisingPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final long serialVersionUID = 1L;

	private final transient FailpointInterceptor interceptor;

	FailpointAdvisingPostProcessor(FailpointInterceptor interceptor) {
		this.interceptor = interceptor;
		this.advisor = new DefaultPointcutAdvisor(interceptor, interceptor);
		setBeforeExistingAdvisors(interceptor.isOutermost());
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Advised place = this.beforeExistingAdvisors ? ProxyEnd.outermost(bean) : ProxyEnd.innermost(bean);
		if (isAdvised(bean)) {
			if (place != null) {
				keepPlace(place);
			}
			return bean;
		}
		if (place == null) {
			return super.postProcessAfterInitialization(bean, beanName);
		}
		place.addAdvisor(index(place), advisor());
		return bean;
	}

	private int index(Advised place) {
		return this.beforeExistingAdvisors ? 0 : ProxyEnd.index(place);
	}

	/**
	 * One object may be a bean under several names, and be given out by several
	 * factories.
	 */
	private boolean isAdvised(Object bean) {
		return ProxyEnd.proxies(bean)
			.flatMap((advised) -> Stream.of(advised.getAdvisors()))
			.map(Advisor::getAdvice)
			.anyMatch(this::isAlike);
	}

	private boolean isAlike(Advice advice) {
		return advice instanceof FailpointInterceptor other && other.standsFor(this.interceptor);
	}

	/**
	 * Others may have added theirs since, to a proxy that was made for a listener.
	 */
	private void keepPlace(Advised place) {
		int index = place.indexOf(advisor());
		if (index >= 0) {
			place.removeAdvisor(index);
			place.addAdvisor(index(place), advisor());
		}
	}

	FailpointInterceptor interceptor() {
		return this.interceptor;
	}

	boolean isOutermost() {
		return this.interceptor.isOutermost();
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
	protected ProxyFactory prepareProxyFactory(Object bean, String beanName) {
		ProxyFactory proxyFactory = super.prepareProxyFactory(bean, beanName);
		if (bean instanceof Serializable && !Proxy.isProxyClass(bean.getClass())) {
			proxyFactory.addInterface(ReplacedWhenWritten.class);
		}
		return proxyFactory;
	}

	@Override
	protected boolean isEligible(Class<?> targetClass) {
		return true;
	}

}
