package io.github.failpoint.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.github.failpoint.environment.ForbiddenProfiles;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Finds out who may reach the endpoint over HTTP, and change what.
 */
final class EndpointNotices {

	private static final EndpointId ID = EndpointId.of("failpoints");

	private static final String ACCESS = "management.endpoint.failpoints.access";

	private static final List<String> MOVING = List.of("spring.mvc.servlet.path", "spring.webflux.base-path");

	private final ObjectProvider<WebEndpointsSupplier> endpoints;

	private final ConfigurableEnvironment environment;

	private final Function<@Nullable String, @Nullable String> gap;

	EndpointNotices(ObjectProvider<WebEndpointsSupplier> endpoints, ConfigurableEnvironment environment,
			Function<@Nullable String, @Nullable String> gap) {
		this.endpoints = endpoints;
		this.environment = environment;
		this.gap = gap;
	}

	EndpointNotice get() {
		ManagementPortType port = ManagementPortType.get(this.environment);
		if (port == ManagementPortType.DISABLED || this.endpoints.stream().findAny().isEmpty()) {
			return EndpointNotice.harmless("The endpoint is absent, since there are no endpoints over HTTP");
		}
		return this.endpoints.stream()
			.map(WebEndpointsSupplier::getEndpoints)
			.flatMap(Collection::stream)
			.filter((endpoint) -> endpoint.getEndpointId().equals(ID))
			.findFirst()
			.map((endpoint) -> exposed(endpoint, port))
			.orElseGet(() -> EndpointNotice
				.harmless("The endpoint is absent ('management.endpoints.web.exposure.include' and '" + ACCESS
						+ "' show it)"));
	}

	private EndpointNotice exposed(ExposableWebEndpoint endpoint, ManagementPortType port) {
		if (endpoint.getOperations().stream().noneMatch(EndpointNotices::writes)) {
			return EndpointNotice.harmless("The endpoint is read-only ('" + ACCESS + "=unrestricted' opens it)");
		}
		if (ForbiddenProfiles.match(this.environment) != null) {
			return EndpointNotice.harmless("The endpoint is read-only ('" + ForbiddenProfiles.PROPERTY + "' opens it)");
		}
		boolean shared = port == ManagementPortType.SAME;
		String where = shared ? " on the port of the application ('management.server.port' gives it another, '"
				: " on a port of its own ('";
		String gap = this.gap.apply(shared ? path(endpoint) : null);
		return new EndpointNotice("The endpoint is open" + ((gap != null) ? " to everybody, since " + gap + "," : "")
				+ where + ACCESS + "=read-only' closes it)", gap != null);
	}

	/**
	 * Return the path as chains see it, unless properties move it in their eyes.
	 */
	private @Nullable String path(ExposableWebEndpoint endpoint) {
		boolean moved = MOVING.stream().anyMatch(this.environment::containsProperty);
		String base = this.environment.getProperty("management.endpoints.web.base-path", "/actuator");
		return moved ? null : StringUtils.trimTrailingCharacter(base, '/') + "/" + endpoint.getRootPath();
	}

	private static boolean writes(WebOperation operation) {
		return operation.getRequestPredicate().getHttpMethod() == WebEndpointHttpMethod.POST;
	}

}
