package io.github.failpoint.autoconfigure;

import java.util.Collection;
import java.util.function.BooleanSupplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds out who may reach the endpoint over HTTP, and change what.
 */
final class EndpointNotices {

	private static final EndpointId ID = EndpointId.of("failpoints");

	private static final String ACCESS = "management.endpoint.failpoints.access";

	private final ObjectProvider<WebEndpointsSupplier> endpoints;

	private final ConfigurableEnvironment environment;

	private final BooleanSupplier secured;

	EndpointNotices(ObjectProvider<WebEndpointsSupplier> endpoints, ConfigurableEnvironment environment,
			BooleanSupplier secured) {
		this.endpoints = endpoints;
		this.environment = environment;
		this.secured = secured;
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
		String where = (port == ManagementPortType.SAME)
				? " on the port of the application ('management.server.port' gives it another, '"
				: " on a port of its own ('";
		boolean open = !this.secured.getAsBoolean();
		return new EndpointNotice(
				"The endpoint is open" + (open ? " to everybody, since no Spring Security is in front," : "") + where
						+ ACCESS + "=read-only' closes it)",
				open);
	}

	private static boolean writes(WebOperation operation) {
		return operation.getRequestPredicate().getHttpMethod() == WebEndpointHttpMethod.POST;
	}

}
