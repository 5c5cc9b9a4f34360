package io.github.failpoint.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.failpoint.FailpointLimits;
import io.github.failpoint.FailpointPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties that limit what comes from outside.
 */
class LimitPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class));

	@Test
	void bindNothingByDefault() {
		this.runner.run((context) -> {
			FailpointPolicy policy = context.getBean(FailpointProperties.class).toPolicy();
			FailpointLimits limits = policy.limits();
			assertThat(policy.allowDestructive()).isFalse();
			assertThat(policy.defaultTtl()).isNull();
			assertThat(policy.maxTtl()).isNull();
			assertThat(limits.maxWait()).isNull();
			assertThat(limits.maxProbability()).isEqualTo(100);
			assertThat(limits.maxTriggers()).isEqualTo(FailpointLimits.UNLIMITED);
			assertThat(limits.maxTriggersPerMinute()).isEqualTo(FailpointLimits.UNLIMITED);
			assertThat(limits.maxWaiting()).isEqualTo(FailpointLimits.UNLIMITED);
			assertThat(limits.maxWaitingInAll()).isEqualTo(FailpointLimits.UNLIMITED);
			assertThat(limits.names()).isEmpty();
			assertThat(limits.actions()).isEmpty();
		});
	}

	@Test
	void bindEachCeiling() {
		this.runner
			.withPropertyValues("failpoint.default-ttl=5m", "failpoint.max-ttl=1h", "failpoint.allow-destructive=true",
					"failpoint.limits.max-wait=2s", "failpoint.limits.max-probability=12.5%",
					"failpoint.limits.max-triggers=3", "failpoint.limits.max-triggers-per-minute=4",
					"failpoint.limits.max-waiting=5", "failpoint.limits.max-waiting-in-all=6",
					"failpoint.limits.names=a.*,b", "failpoint.limits.actions=off,Exit")
			.run((context) -> {
				FailpointPolicy policy = context.getBean(FailpointProperties.class).toPolicy();
				FailpointLimits limits = policy.limits();
				assertThat(policy.allowDestructive()).isTrue();
				assertThat(policy.defaultTtl()).isEqualTo(Duration.ofMinutes(5));
				assertThat(policy.maxTtl()).isEqualTo(Duration.ofHours(1));
				assertThat(limits.maxWait()).isEqualTo(Duration.ofSeconds(2));
				assertThat(limits.maxProbability()).isEqualTo(12.5);
				assertThat(limits.maxTriggers()).isEqualTo(3);
				assertThat(limits.maxTriggersPerMinute()).isEqualTo(4);
				assertThat(limits.maxWaiting()).isEqualTo(5);
				assertThat(limits.maxWaitingInAll()).isEqualTo(6);
				assertThat(limits.names()).isEqualTo(Set.of("a.*", "b"));
				assertThat(limits.actions()).isEqualTo(Set.of("off", "exit"));
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			failpoint.limits.max-probability=often  | A probability must be a percentage such as 10%, not "often"
			failpoint.limits.max-probability=101%   | 'percent' must be from 0 to 100 but is 101.0
			failpoint.limits.max-triggers=-1        | A limit must not be negative
			failpoint.max-ttl=0s                    | 'maxTtl' must be positive but is PT0S
			failpoint.default-ttl=-5s               | 'defaultTtl' must be positive but is PT-5S
			failpoint.limits.actions=slep           | No enum constant
			failpoint.limits.max-wait=soon          | 'soon' is not a valid duration
			""")
	void refuseWrongValues(String property, String reason) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("'failpoint")
				.hasStackTraceContaining(reason));
	}

	@Test
	void aDefaultLongerThanTheMaximumIsRefused() {
		this.runner.withPropertyValues("failpoint.default-ttl=2h", "failpoint.max-ttl=1h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'failpoint.default-ttl' of PT2H must not be longer than 'failpoint.max-ttl' of PT1H"));
	}

}
