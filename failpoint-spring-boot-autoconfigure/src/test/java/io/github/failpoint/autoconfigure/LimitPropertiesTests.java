package io.github.failpoint.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.failpoint.FailpointLimits;
import io.github.failpoint.FailpointPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
			assertThat(policy.defaultTtl()).isEqualTo(FailpointPolicy.defaults().defaultTtl());
			assertThat(policy.maxTtl()).isEqualTo(FailpointPolicy.defaults().maxTtl());
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
			.withPropertyValues("failpoint.default-ttl=10m", "failpoint.max-ttl=1h", "failpoint.allow-destructive=true",
					"failpoint.limits.max-wait=2s", "failpoint.limits.max-probability=12.5%",
					"failpoint.limits.max-triggers=3", "failpoint.limits.max-triggers-per-minute=4",
					"failpoint.limits.max-waiting=5", "failpoint.limits.max-waiting-in-all=6",
					"failpoint.limits.names=a.*,b", "failpoint.limits.actions=off,Exit")
			.run((context) -> {
				FailpointPolicy policy = context.getBean(FailpointProperties.class).toPolicy();
				FailpointLimits limits = policy.limits();
				assertThat(policy.allowDestructive()).isTrue();
				assertThat(policy.defaultTtl()).isEqualTo(Duration.ofMinutes(10));
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
			failpoint.limits.max-probability         | often    | it must be a percentage from 0% to 100%
			failpoint.limits.max-probability         | 150%     | it must be a percentage from 0% to 100%
			failpoint.limits.max-probability         | -1%      | it must be a percentage from 0% to 100%
			failpoint.limits.max-probability         | NaN%     | it must be a percentage from 0% to 100%
			failpoint.limits.max-probability         | 0.5      | it must be a percentage from 0% to 100%
			failpoint.limits.max-triggers            | -1       | it must not be negative
			failpoint.limits.max-triggers-per-minute | -1       | it must not be negative
			failpoint.limits.max-waiting             | -1       | it must not be negative
			failpoint.limits.max-waiting-in-all      | -1       | it must not be negative
			failpoint.limits.max-wait                | -1s      | it must be a duration with a unit
			failpoint.limits.max-wait                | 100      | it must be a duration with a unit
			failpoint.limits.max-wait                | 999999d  | it must be a duration with a unit
			failpoint.max-ttl                        | 0s       | it must be a positive duration with a unit
			failpoint.max-ttl                        | 999999d  | it must be a positive duration with a unit
			failpoint.default-ttl                    | -5m      | it must be a positive duration with a unit
			failpoint.default-ttl                    | 5        | it must be a positive duration with a unit
			failpoint.forbidden-profiles             | !(dev    | "!(dev" is not an expression of profiles
			failpoint.forbidden-profiles             | dev)     | "dev)" is not an expression of profiles
			failpoint.forbidden-profiles             | dev,,eu  | "" is not an expression of profiles
			""")
	void refuseWrongValuesAndNameTheProperty(String property, String value, String reason) {
		this.runner.withPropertyValues(property + "=" + value).run((context) -> {
			assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("Invalid value \"" + value + "\" of '" + property + "' (")
				.hasMessageEndingWith(reason);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "failpoint.limits.actions=slep", "failpoint.limits.max-wait=soon",
			"failpoint.limits.max-triggers=many" })
	void leaveWhatCannotBeBoundToSpringBoot(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("'failpoint"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "failpoint.limits.max-wait=0s", "failpoint.limits.max-probability=0%",
			"failpoint.limits.max-triggers=0", "failpoint.max-ttl=PT1H",
			"failpoint.forbidden-profiles=!(dev | staging)", "failpoint.forbidden-profiles=" })
	void takeWhatMakesSense(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theUsualTimeIsNeverLongerThanTheMaximum() {
		this.runner.withPropertyValues("failpoint.max-ttl=1m")
			.run((context) -> assertThat(context.getBean(FailpointProperties.class).toPolicy().defaultTtl())
				.isEqualTo(Duration.ofMinutes(1)));
	}

	@Test
	void aDefaultLongerThanTheUsualMaximumIsRefused() {
		this.runner.withPropertyValues("failpoint.default-ttl=2d")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageEndingWith("it is longer than 'failpoint.max-ttl' of 24h"));
	}

	@Test
	void aDefaultLongerThanTheMaximumIsRefused() {
		this.runner.withPropertyValues("failpoint.default-ttl=2h", "failpoint.max-ttl=1h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageEndingWith("it is longer than 'failpoint.max-ttl' of 1h"));
	}

}
