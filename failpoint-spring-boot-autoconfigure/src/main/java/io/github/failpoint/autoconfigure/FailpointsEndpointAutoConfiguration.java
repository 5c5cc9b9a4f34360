package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.actuate.endpoint.BodyLimitAdvice;
import io.github.failpoint.actuate.endpoint.BodyLimitWebFilter;
import io.github.failpoint.actuate.endpoint.FailpointProblemDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointsEndpoint;
import io.github.failpoint.actuate.endpoint.FailpointsEndpointWebExtension;
import io.github.failpoint.actuate.endpoint.KnownParametersInvokerAdvisor;
import io.github.failpoint.actuate.endpoint.ReactiveFailpointsEndpointWebExtension;
import io.github.failpoint.actuate.endpoint.SuppressingInvokerAdvisor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdvice;

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
	SuppressingInvokerAdvisor failpointSuppressingInvokerAdvisor() {
		return new SuppressingInvokerAdvisor();
	}

	@Bean
	EndpointNotices failpointEndpointNotices(ObjectProvider<WebEndpointsSupplier> endpoints,
			ConfigurableEnvironment environment, ListableBeanFactory beanFactory) {
		return new EndpointNotices(endpoints, environment, () -> SpringSecurity.isInFront(beanFactory));
	}

	private static @Nullable String path(@Nullable PathMappedEndpoints endpoints) {
		return (endpoints != null) ? endpoints.getPath(EndpointId.of("failpoints")) : null;
	}

	/**
	 * What needs Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RequestBodyAdvice.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static final class WebMvcConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint(endpoint = FailpointsEndpoint.class)
		BodyLimitAdvice failpointBodyLimitAdvice(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new BodyLimitAdvice(() -> path(endpoints.getIfAvailable()));
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
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint(endpoint = FailpointsEndpoint.class)
		BodyLimitWebFilter failpointBodyLimitWebFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new BodyLimitWebFilter(() -> path(endpoints.getIfAvailable()));
		}

	}

}
