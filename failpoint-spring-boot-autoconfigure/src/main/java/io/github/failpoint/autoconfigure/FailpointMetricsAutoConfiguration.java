package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.metrics.FailpointMetrics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of failpoints.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FailpointAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "failpoint.enabled", matchIfMissing = true)
public final class FailpointMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ FailpointRegistry.class, MeterRegistry.class })
	FailpointMetrics failpointMetrics(FailpointRegistry failpoints) {
		return new FailpointMetrics(failpoints);
	}

}
