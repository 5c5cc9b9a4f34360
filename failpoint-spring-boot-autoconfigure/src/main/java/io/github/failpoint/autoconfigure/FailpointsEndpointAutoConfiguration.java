package io.github.failpoint.autoconfigure;

import java.util.function.Supplier;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.actuate.endpoint.ExemptInvokerAdvisor;
import io.github.failpoint.actuate.endpoint.FailpointControlWebFilter;
import io.github.failpoint.actuate.endpoint.FailpointProblemDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointsEndpoint;
import io.github.failpoint.actuate.endpoint.FailpointsEndpointWebExtension;
import io.github.failpoint.actuate.endpoint.KnownParametersInvokerAdvisor;
import io.github.failpoint.actuate.endpoint.ReactiveFailpointsEndpointWebExtension;
import io.github.failpoint.environment.ForbiddenProfiles;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration for the endpoint that shows and changes failpoints.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FailpointAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBooleanProperty(name = "failpoint.enabled", matchIfMissing = true)
@RegisterReflectionForBinding(FailpointProblemDescriptor.class)
public final class FailpointsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(FailpointRegistry.class)
	@ConditionalOnAvailableEndpoint
	FailpointsEndpoint failpointsEndpoint(FailpointRegistry registry, ConfigurableEnvironment environment) {
		return new FailpointsEndpoint(registry, environment.getProperty("failpoint.enabled", Boolean.class, true),
				ForbiddenProfiles.reason(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(FailpointsEndpoint.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnAvailableEndpoint
	FailpointsEndpointWebExtension failpointsEndpointWebExtension(FailpointsEndpoint endpoint) {
		return new FailpointsEndpointWebExtension(endpoint);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(FailpointsEndpoint.class)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnAvailableEndpoint
	ReactiveFailpointsEndpointWebExtension reactiveFailpointsEndpointWebExtension(FailpointsEndpoint endpoint) {
		return new ReactiveFailpointsEndpointWebExtension(endpoint);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnWebApplication(type = Type.SERVLET)
	KnownParametersInvokerAdvisor failpointKnownParametersInvokerAdvisor() {
		return KnownParametersInvokerAdvisor.servlet();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	KnownParametersInvokerAdvisor reactiveFailpointKnownParametersInvokerAdvisor() {
		return KnownParametersInvokerAdvisor.reactive();
	}

	@Bean
	@ConditionalOnMissingBean
	ExemptInvokerAdvisor failpointExemptInvokerAdvisor() {
		return new ExemptInvokerAdvisor();
	}

	@Bean
	EndpointNotices failpointEndpointNotices(ObjectProvider<WebEndpointsSupplier> endpoints,
			ConfigurableEnvironment environment, ApplicationContext context) {
		return new EndpointNotices(endpoints, environment, (path) -> SpringSecurity.gap(context, path));
	}

	static Supplier<@Nullable String> path(ObjectProvider<PathMappedEndpoints> endpoints) {
		return () -> {
			PathMappedEndpoints mapped = endpoints.getIfAvailable();
			return (mapped != null) ? mapped.getPath(EndpointId.of("failpoints")) : null;
		};
	}

	/**
	 * What needs Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DispatcherServlet.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnManagementPort(ManagementPortType.SAME)
	static final class WebMvcConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint(endpoint = FailpointsEndpoint.class)
		FailpointControlFilterRegistration failpointControlFilter(ObjectProvider<PathMappedEndpoints> endpoints,
				Environment environment) {
			String servletPath = environment.getProperty("spring.mvc.servlet.path", "");
			return new FailpointControlFilterRegistration(path(endpoints),
					StringUtils.trimTrailingCharacter(servletPath, '/'));
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		@ConditionalOnAvailableEndpoint(endpoint = FailpointsEndpoint.class, exposure = EndpointExposure.WEB)
		static RequestThreads failpointRequestThreads(ConfigurableApplicationContext context) {
			return RequestThreads.of(context.getEnvironment(), context.getClassLoader());
		}

	}

	/**
	 * What needs WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebFilter.class)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnManagementPort(ManagementPortType.SAME)
	static final class WebFluxConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint(endpoint = FailpointsEndpoint.class)
		FailpointControlWebFilter failpointControlWebFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new FailpointControlWebFilter(path(endpoints));
		}

	}

}
