package io.github.failpoint.aop;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopProxyUtils;

/**
 * How the beans of one type get their advice.
 *
 * @param inPlace the class of those that are their own proxies, or {@code null}
 * @param harm what a proxy of the class would break, or {@code null}
 * @param gates what makes gates for beans without a proxy, or {@code null}
 * @param processors what adds the advice otherwise, for each position that occurs, the
 * outermost first
 * @param behind whether others reach what is innermost, behind the beans
 */
record Proxying(@Nullable InPlaceClass inPlace, @Nullable String harm, @Nullable GateProxyFactory gates,
		List<FailpointAdvisingPostProcessor> processors, boolean behind) {

	private static final Log logger = LogFactory.getLog(Proxying.class);

	static final Proxying NONE = new Proxying(null, null, null, List.of(), false);

	/**
	 * Return how the beans get what is outermost alone.
	 */
	Proxying outermost() {
		return new Proxying(null, null, null,
				this.processors.stream().filter(FailpointAdvisingPostProcessor::isOutermost).toList(), true);
	}

	/**
	 * Return what is left for others to reach behind the beans.
	 */
	List<FailpointInterceptor> innermost() {
		return this.processors.stream()
			.filter((processor) -> !processor.isOutermost())
			.map(FailpointAdvisingPostProcessor::interceptor)
			.toList();
	}

	/**
	 * Advise a bean, unless a proxy would harm it, or its class cannot be extended:
	 * sealed, or with private constructors only.
	 */
	Object apply(Object bean, String beanName) {
		InPlaceInterceptor itself = interceptor(bean);
		try {
			return (itself != null) ? enclose(bean, beanName, itself) : applyAround(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.debug("Bean '" + beanName + "' cannot be proxied", ex);
			return bean;
		}
	}

	/**
	 * A proxy that others have put around the bean takes what is to be outermost.
	 */
	private Object enclose(Object bean, String beanName, InPlaceInterceptor itself) {
		if (isOpen(bean)) {
			this.processors.stream()
				.filter(FailpointAdvisingPostProcessor::isOutermost)
				.forEach((processor) -> processor.postProcessAfterInitialization(bean, beanName));
			itself.enclose();
		}
		return bean;
	}

	private Object applyAround(Object bean, String beanName) {
		boolean ofClass = !isOpen(bean) && !this.processors.isEmpty()
				&& this.processors.get(0).proxiesClass(bean, beanName);
		if (ofClass && this.harm != null) {
			return bean;
		}
		if (ofClass && this.gates != null && this.gates.accepts(bean)) {
			return this.gates.createGate(bean);
		}
		Object result = bean;
		for (FailpointAdvisingPostProcessor processor : this.processors) {
			result = processor.postProcessAfterInitialization(result, beanName);
		}
		return result;
	}

	private static boolean isOpen(Object bean) {
		return bean instanceof Advised advised && !advised.isFrozen();
	}

	/**
	 * Whether a bean, or what is behind its proxies, is its own proxy, or leads to where
	 * others reach its failpoints.
	 */
	boolean isReachedBehind(Object bean) {
		return this.behind || interceptor(bean) != null;
	}

	private @Nullable InPlaceInterceptor interceptor(Object bean) {
		Object target = bean;
		for (Object inner = bean; inner != null; inner = AopProxyUtils.getSingletonTarget(inner)) {
			target = inner;
		}
		return (this.inPlace != null) ? this.inPlace.interceptor(target) : null;
	}

}
