package io.github.failpoint.autoconfigure;

import io.github.failpoint.actuate.endpoint.FailpointControlWebFilter;
import io.github.failpoint.actuate.endpoint.FailpointsEndpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for the endpoint
 * on a port of its own, where Spring's servlet serves everything.
 *
 * @since 0.1.0
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(FailpointsEndpoint.class)
public final class FailpointsManagementContextConfiguration {

	/**
	 * What needs Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static final class WebMvcConfiguration {

		@Bean
		FailpointControlFilterRegistration failpointControlFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new FailpointControlFilterRegistration(FailpointsEndpointAutoConfiguration.path(endpoints), "");
		}

	}

	/**
	 * What needs WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebFilter.class)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static final class WebFluxConfiguration {

		@Bean
		FailpointControlWebFilter failpointControlWebFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new FailpointControlWebFilter(FailpointsEndpointAutoConfiguration.path(endpoints));
		}

	}

}
