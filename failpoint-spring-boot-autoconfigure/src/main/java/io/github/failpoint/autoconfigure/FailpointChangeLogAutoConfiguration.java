package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration for the log of changes. A child context leaves it to the context
 * that has the registry.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FailpointAutoConfiguration.class)
@ConditionalOnBean(FailpointRegistry.class)
public final class FailpointChangeLogAutoConfiguration {

	@Bean
	@Lazy(false)
	@ConditionalOnMissingBean
	FailpointChangeLog failpointChangeLog(FailpointRegistry registry) {
		FailpointChangeLog log = new FailpointChangeLog();
		registry.addListener(log);
		return log;
	}

}
