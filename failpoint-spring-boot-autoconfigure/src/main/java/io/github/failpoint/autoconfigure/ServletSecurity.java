package io.github.failpoint.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.FilterInvocation;

/**
 * Asks the filter chains of Spring Security as a request to a path would.
 */
final class ServletSecurity {

	private ServletSecurity() {
	}

	/**
	 * Return whether a chain with filters is for a path; of a filter that does not show
	 * its chains, whether it is there.
	 */
	static boolean covers(ApplicationContext context, String name, String path) {
		ServletContext servlet = context.getBean(ServletContext.class);
		HttpServletRequest request = new Request(
				new FilterInvocation(servlet.getContextPath(), path, null, null, "POST", servlet).getHttpRequest());
		return !(context.getBean(name) instanceof FilterChainProxy proxy) || proxy.getFilterChains()
			.stream()
			.filter((chain) -> chain.matches(request))
			.findFirst()
			.map((chain) -> !chain.getFilters().isEmpty())
			.orElse(false);
	}

	/**
	 * A request in which matchers keep what they found.
	 */
	private static final class Request extends HttpServletRequestWrapper {

		private final Map<String, Object> attributes = new HashMap<>();

		Request(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.get(name);
		}

		@Override
		public void setAttribute(String name, Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.attributes.remove(name);
		}

	}

}
