package io.github.failpoint.benchmarks;

import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts quiet applications.
 */
final class Applications {

	private Applications() {
	}

	static ConfigurableApplicationContext start(Class<?> source, Map<String, Object> properties) {
		return start(source, WebApplicationType.NONE, properties);
	}

	static ConfigurableApplicationContext start(Class<?> source, WebApplicationType type,
			Map<String, Object> properties) {
		return new SpringApplicationBuilder(source).web(type)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.properties(Map.of("logging.level.root", "error"))
			.properties(properties)
			.run();
	}

}
