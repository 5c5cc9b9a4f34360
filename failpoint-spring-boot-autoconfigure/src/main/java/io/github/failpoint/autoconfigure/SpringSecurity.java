package io.github.failpoint.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
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

	/**
	 * Say why everybody gets to a path.
	 * @param context the application
	 * @param path the path within the application, or {@code null} if that is not known:
	 * then each chain is taken to be for it
	 * @return the reason, or {@code null} if Spring Security is in front, as far as can
	 * be told
	 */
	static @Nullable String gap(ApplicationContext context, @Nullable String path) {
		boolean servlet = context.containsBean(SERVLET_CHAIN);
		if (!servlet && !hasReactiveChain(context)) {
			return "no Spring Security is in front";
		}
		return (path == null || covers(context, servlet, path)) ? null : "no filter chain of Spring Security is for it";
	}

	/**
	 * A chain may ask for more than a request that nobody sent has.
	 */
	private static boolean covers(ApplicationContext context, boolean servlet, String path) {
		try {
			return servlet ? ServletSecurity.covers(context, SERVLET_CHAIN, path)
					: ReactiveSecurity.covers(context, path);
		}
		catch (Exception | LinkageError ex) {
			return true;
		}
	}

	private static boolean hasReactiveChain(ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		return ClassUtils.isPresent(REACTIVE_CHAIN, classLoader)
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context,
						ClassUtils.resolveClassName(REACTIVE_CHAIN, classLoader), true, false).length > 0;
	}

}
