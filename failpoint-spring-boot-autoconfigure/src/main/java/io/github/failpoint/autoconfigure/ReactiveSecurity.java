package io.github.failpoint.autoconfigure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.server.ServerWebExchange;

/**
 * Asks the filter chains of Spring Security as an exchange with a path would.
 */
final class ReactiveSecurity {

	private ReactiveSecurity() {
	}

	/**
	 * Return whether a chain is for a path. Without a bean for one, Spring Security has
	 * one for all.
	 */
	static boolean covers(ApplicationContext context, String path) throws Exception {
		List<SecurityWebFilterChain> chains = context.getBeanProvider(SecurityWebFilterChain.class).stream().toList();
		for (SecurityWebFilterChain chain : chains) {
			if (Boolean.TRUE.equals(chain.matches(exchange(context, path)).toFuture().get(1, TimeUnit.SECONDS))) {
				return true;
			}
		}
		return chains.isEmpty();
	}

	private static ServerWebExchange exchange(ApplicationContext context, String path) {
		return answering(ServerWebExchange.class, Map.of("getApplicationContext", context, "getAttributes",
				new HashMap<>(), "getRequest", request(path)));
	}

	private static ServerHttpRequest request(String path) {
		URI uri = URI.create(path);
		return answering(ServerHttpRequest.class,
				Map.of("getMethod", HttpMethod.POST, "getURI", uri, "getPath", RequestPath.parse(uri, ""), "getHeaders",
						new HttpHeaders(), "getQueryParams", new LinkedMultiValueMap<>(), "getCookies",
						new LinkedMultiValueMap<>()));
	}

	private static <T> T answering(Class<T> type, Map<String, Object> answers) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			Object answer = answers.get(method.getName());
			if (answer == null && !method.isDefault()) {
				throw new UnsupportedOperationException(method.getName());
			}
			return (answer != null) ? answer : InvocationHandler.invokeDefault(proxy, method, arguments);
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
