package io.github.failpoint.demo.docs;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Properties that let an application listen on free ports, wherever it says a port.
 */
final class FreePorts {

	private FreePorts() {
	}

	static PropertySource<?> of(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		Map<String, Object> ports = new HashMap<>(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
		Stream.of("management.server.port")
			.filter(environment::containsProperty)
			.forEach((name) -> ports.put(name, "0"));
		return new MapPropertySource("freePorts", ports);
	}

}
