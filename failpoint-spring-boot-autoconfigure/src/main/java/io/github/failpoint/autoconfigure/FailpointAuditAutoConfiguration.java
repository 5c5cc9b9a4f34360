package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.actuate.audit.CallerInvokerAdvisor;
import io.github.failpoint.actuate.audit.FailpointAuditor;
import io.github.failpoint.actuate.audit.ServletWebRequest;
import io.github.failpoint.actuate.audit.WebRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for events that tell who has changed failpoints.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FailpointAutoConfiguration.class)
@ConditionalOnClass(AuditApplicationEvent.class)
@ConditionalOnBooleanProperty(name = "failpoint.enabled", matchIfMissing = true)
public final class FailpointAuditAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(FailpointRegistry.class)
	FailpointAuditor failpointAuditor(ApplicationEventPublisher publisher, ObjectProvider<WebRequest> request) {
		return new FailpointAuditor(publisher, request.getIfAvailable(() -> WebRequest.UNKNOWN));
	}

	/**
	 * Those settings are made before the listeners are there.
	 */
	@Bean
	@ConditionalOnBean(FailpointAuditor.class)
	SmartInitializingSingleton failpointStartupAudit(FailpointRegistry registry, FailpointAuditor auditor) {
		return () -> registry.failpoints()
			.stream()
			.filter((status) -> status.source() == FailpointSource.PROPERTIES)
			.forEach(auditor::inForce);
	}

	@Bean
	@ConditionalOnMissingBean
	CallerInvokerAdvisor failpointCallerInvokerAdvisor() {
		return new CallerInvokerAdvisor();
	}

	/**
	 * What a request tells.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static final class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean(WebRequest.class)
		ServletWebRequest failpointServletWebRequest() {
			return new ServletWebRequest();
		}

	}

}
