package com.example.unsupported;

import io.github.failpoint.applications.Launched;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

class UnsupportedTests {

	@Test
	void refusedWithAnAnalysis() throws Exception {
		try (Launched application = Launched.java("-cp", System.getProperty("java.class.path"),
				UnsupportedApplication.class.getName())) {
			assertThat(application.exitCode()).isEqualTo(1);
			assertThat(application.output()).contains("APPLICATION FAILED TO START",
					"Failpoint for Spring Boot needs Spring Boot 3.5 or later, and this is "
							+ SpringBootVersion.getVersion(),
					"Upgrade Spring Boot to 3.5 or later, or remove the dependency on failpoint-spring-boot-starter.")
				.doesNotContain("\tat ");
		}
	}

}
