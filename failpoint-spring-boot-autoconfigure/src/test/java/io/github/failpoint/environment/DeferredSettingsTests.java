package io.github.failpoint.environment;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import io.github.failpoint.convert.ValueConverter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

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

	@Test
	void converterMayNeedTheBeanThatDeclaresTheException() {
		this.contextRunner.withUserConfiguration(CircularConverter.class)
			.withPropertyValues("failpoint.points.payments.find=1*throw(DeclinedException, no money)->return({})")
			.run((context) -> {
				Payments payments = context.getBean(Payments.class);
				assertThatExceptionOfType(DeclinedException.class).isThrownBy(payments::find);
				assertThat(payments.find()).isEqualTo(List.of(context.getBean(Payments.class)));
			});
	}

	@Test
	void converterThatCannotBeMadeStopsTheStart() {
		this.contextRunner.withUserConfiguration(LazyBrokenConverter.class)
			.withPropertyValues("failpoint.points.payments.find=1*throw(DeclinedException)->return({})")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("no converter"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Payments.class)
	static class CircularConverter {

		@Bean
		ValueConverter converter(Payments payments) {
			return (type, place) -> (value) -> () -> () -> List.of(payments);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Payments.class)
	static class LazyBrokenConverter {

		@Bean
		@Lazy
		ValueConverter converter() {
			throw new IllegalStateException("no converter");
		}

	}

	static class Payments {

		@Failpoint
		void charge() throws DeclinedException {
		}

		@Failpoint
		List<Payments> find() throws DeclinedException {
			return List.of();
		}

	}

	static class DeclinedException extends Exception {

		private static final long serialVersionUID = 1L;

		DeclinedException(String message) {
			super(message);
		}

	}

}
