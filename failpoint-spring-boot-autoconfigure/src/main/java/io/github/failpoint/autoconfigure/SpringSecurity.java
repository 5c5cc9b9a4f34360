package io.github.failpoint.autoconfigure;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Whether Spring Security stands in front of web requests, those of a management port
 * included, which take the chains of the application.
 */
final class SpringSecurity {

	private static final String SERVLET_CHAIN = "springSecurityFilterChain";

	private static final String REACTIVE_CHAIN = "org.springframework.security.web.server.WebFilterChainProxy";

	private SpringSecurity() {
	}

	static boolean isInFront(ListableBeanFactory beanFactory) {
		return beanFactory.containsBean(SERVLET_CHAIN) || hasReactiveChain(beanFactory);
	}

	private static boolean hasReactiveChain(ListableBeanFactory beanFactory) {
		ClassLoader classLoader = beanFactory.getClass().getClassLoader();
		return ClassUtils.isPresent(REACTIVE_CHAIN, classLoader)
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory,
						ClassUtils.resolveClassName(REACTIVE_CHAIN, classLoader), true, false).length > 0;
	}

}
