package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.Failpoints;
import io.github.failpoint.ValueConverter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the registry of failpoints and the settings from properties.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(FailpointProperties.class)
public final class FailpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FailpointRegistry failpointRegistry(FailpointProperties properties, ObjectProvider<ValueConverter> converter) {
		if (!properties.enabled()) {
			return FailpointRegistry.inert("Failpoints are switched off by 'failpoint.enabled=false'");
		}
		FailpointPolicy policy = FailpointPolicy.defaults().withAllowDestructive(properties.allowDestructive());
		FailpointRegistry registry = new FailpointRegistry(policy,
				(value, type) -> converter.getObject().convert(value, type));
		Failpoints.attach(registry);
		return registry;
	}

}
