package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeferredSettings}.
 */
class DeferredSettingsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class));

	@Test
	void checkedExceptionOfSiteMayBeThrownFromProperties() {
		this.contextRunner.withBean(Payments.class)
			.withPropertyValues("failpoint.points.payments.charge=throw(DeclinedException, no money)")
			.run((context) -> assertThatExceptionOfType(DeclinedException.class)
				.isThrownBy(() -> context.getBean(Payments.class).charge())
				.withMessage("no money"));
	}

	@Test
	void exceptionThatNoSiteDeclaresStopsTheStart() {
		this.contextRunner.withBean(Payments.class)
			.withPropertyValues("failpoint.points.payments.charge=throw(InterruptedException)")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("failpoint.points.payments.charge")
				.hasMessageContaining("InterruptedException"));
	}

	@Test
	void exceptionStopsTheStartIfNobodyDeclaresTheName() {
		this.contextRunner.withPropertyValues("failpoint.points.payments.charge=throw(DeclinedException)")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void whatNoSiteCanAllowStopsTheStartAtOnce() {
		this.contextRunner.withPropertyValues("failpoint.points.payments.charge=exit")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(SettingRefusedException.class));
	}

	@Test
	void settingIsInForceBeforeTheFirstCall() {
		this.contextRunner.withBean(Payments.class)
			.withPropertyValues("failpoint.points.payments.charge=off->throw(DeclinedException)")
			.run((context) -> assertThat(
					context.getBean(FailpointRegistry.class).status("payments.charge").orElseThrow().terms())
				.isEqualTo("off->throw(DeclinedException)"));
	}

	static class Payments {

		@Failpoint
		void charge() throws DeclinedException {
		}

	}

	static class DeclinedException extends Exception {

		private static final long serialVersionUID = 1L;

		DeclinedException(String message) {
			super(message);
		}

	}

}
