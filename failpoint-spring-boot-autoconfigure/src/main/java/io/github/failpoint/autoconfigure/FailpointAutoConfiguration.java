package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;
import io.github.failpoint.convert.ValueConverter;
import io.github.failpoint.environment.AllowedExceptions;
import io.github.failpoint.environment.PropertyChecks;
import io.github.failpoint.environment.PropertySettingsActivator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration for the registry of failpoints and the settings from properties. A
 * child context uses the registry of its nearest ancestor that has one; settings from
 * properties are for the registry that is made here.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(FailpointProperties.class)
public final class FailpointAutoConfiguration {

	@Bean
	FailpointListenerRegistrar failpointListenerRegistrar(ListableBeanFactory beanFactory, FailpointRegistry registry) {
		return new FailpointListenerRegistrar(beanFactory, registry);
	}

	@Bean
	@ConditionalOnMissingBean
	FailpointChangeLog failpointChangeLog() {
		return new FailpointChangeLog();
	}

	@Bean
	FailpointStartLog failpointStartLog(ConfigurableApplicationContext context, FailpointProperties properties,
			ObjectProvider<EndpointNotices> endpoint) {
		return new FailpointStartLog(context, properties.enabled(), endpoint);
	}

	/**
	 * The registry, which the first of all other beans may need.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(FailpointRegistry.class)
	static final class RegistryConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static PropertySettingsActivator failpointPropertySettingsActivator(FailpointProperties properties,
				ConfigurableEnvironment environment, ObjectProvider<FailpointAnnotationBeanPostProcessor> beans) {
			return new PropertySettingsActivator(environment, properties.unknownNames(),
					() -> beans.forEach(FailpointAnnotationBeanPostProcessor::declareSites));
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static FailpointRegistry failpointRegistry(FailpointProperties properties, ConfigurableEnvironment environment,
				ApplicationContext context, PropertySettingsActivator activator,
				ObjectProvider<ValueConverter> converter, ObjectProvider<RequestThreads> threads) {
			if (!properties.enabled()) {
				return FailpointRegistry.inert("Failpoints are switched off by 'failpoint.enabled=false'");
			}
			PropertyChecks.requireValid(environment, FailpointProperties.class);
			FailpointPolicy policy = AllowedExceptions.allow(policy(properties, threads.getIfAvailable()), environment,
					context.getClassLoader());
			FailpointRegistry registry = new FailpointRegistry(policy, new BeanValueConverter(converter));
			activator.activate(registry);
			return registry;
		}

		private static FailpointPolicy policy(FailpointProperties properties, @Nullable RequestThreads threads) {
			FailpointPolicy policy = properties.toPolicy();
			return (threads != null) ? policy.withLimits(threads.limit(policy.limits())) : policy;
		}

		@Bean
		FailpointRegistryCloser failpointRegistryCloser(ApplicationContext context, FailpointRegistry registry) {
			return new FailpointRegistryCloser(context, registry);
		}

	}

}
