package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.metrics.FailpointMeterFilter;
import io.github.failpoint.observation.FailpointObservationListener;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for triggers as events of observations and spans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FailpointAutoConfiguration.class,
		afterName = { "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "failpoint.enabled", matchIfMissing = true)
public final class FailpointObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ FailpointRegistry.class, ObservationRegistry.class })
	FailpointObservationListener failpointObservationListener(ObservationRegistry registry) {
		return new FailpointObservationListener(registry);
	}

	/**
	 * Meters that are made of observations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterFilter.class)
	static final class MeterConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnBean({ FailpointRegistry.class, ObservationRegistry.class })
		static FailpointMeterFilter failpointMeterFilter() {
			return new FailpointMeterFilter();
		}

	}

}
