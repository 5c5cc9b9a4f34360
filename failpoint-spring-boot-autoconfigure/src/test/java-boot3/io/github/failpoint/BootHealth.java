package io.github.failpoint;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Health indicators, whose package differs between the lines of Spring Boot.
 */
public final class BootHealth {

	private BootHealth() {
	}

	/**
	 * Ask an indicator.
	 * @param indicator the indicator
	 * @return the code of its status
	 */
	public static String status(HealthIndicator indicator) {
		return indicator.health().getStatus().getCode();
	}

	/**
	 * An indicator as users write it.
	 */
	public static class Indicator extends AbstractHealthIndicator {

		@Override
		@Failpoint("health")
		protected void doHealthCheck(Health.Builder builder) {
			builder.up();
		}

	}

}
