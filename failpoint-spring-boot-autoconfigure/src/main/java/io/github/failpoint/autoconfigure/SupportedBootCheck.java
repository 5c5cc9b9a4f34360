package io.github.failpoint.autoconfigure;

import java.lang.module.ModuleDescriptor.Version;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Stops the start-up on a Spring Boot that is too old, before a class that it lacks is
 * missed.
 */
final class SupportedBootCheck implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

	static final String LOWEST = "3.5";

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		check(SpringBootVersion.getVersion());
	}

	static void check(String version) {
		if (Version.parse(version).compareTo(Version.parse(LOWEST)) < 0) {
			throw new UnsupportedBootException(version);
		}
	}

}
