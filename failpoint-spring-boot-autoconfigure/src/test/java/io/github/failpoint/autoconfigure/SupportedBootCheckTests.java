package io.github.failpoint.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SupportedBootCheck}. That it stops a real application is tested by the
 * one in {@code compatibility/applications}.
 */
class SupportedBootCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "3.5.0", "3.5.16", "3.5.1-SNAPSHOT", "3.10.1", "4.0.0-RC1", "4.1.2", "5.0.0", "10.0.0" })
	void takesTheLowestAndAllLater(String version) {
		assertThatNoException().isThrownBy(() -> SupportedBootCheck.check(version));
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.4.13", "3.5.0-RC1", "3.0.0", "2.7.18", "1.5.22.RELEASE" })
	void refusesAllEarlier(String version) {
		assertThatExceptionOfType(UnsupportedBootException.class).isThrownBy(() -> SupportedBootCheck.check(version))
			.withMessage("Failpoint for Spring Boot needs Spring Boot 3.5 or later, and this is " + version);
	}

	@Test
	void tellsWhatWouldDo() {
		FailureAnalysis analysis = new UnsupportedBootFailureAnalyzer().analyze(new UnsupportedBootException("3.4.13"));
		assertThat(analysis.getDescription()).endsWith("and this is 3.4.13.");
		assertThat(analysis.getAction()).isEqualTo(
				"Upgrade Spring Boot to 3.5 or later, or remove the dependency on " + "failpoint-spring-boot-starter.");
	}

	@Test
	void checksEveryApplicationBeforeAllElse() {
		assertThat(new SpringApplication().getInitializers().iterator().next()).isInstanceOf(SupportedBootCheck.class);
	}

	@Test
	void supportsTheOneThatRunsThisTest() {
		assertThat(SpringBootVersion.getVersion()).isNotNull();
		ApplicationContextInitializer<?> check = new SupportedBootCheck();
		assertThatNoException().isThrownBy(() -> check.initialize(null));
	}

}
