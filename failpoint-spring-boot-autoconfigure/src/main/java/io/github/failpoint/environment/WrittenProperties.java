package io.github.failpoint.environment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * All properties and variables of failpoints that are there, whether somebody reads them
 * or not; of one that is there several times, the one that counts.
 */
final class WrittenProperties {

	private WrittenProperties() {
	}

	static Collection<ConfigurationProperty> in(ConfigurableEnvironment environment) {
		Map<ConfigurationPropertyName, ConfigurationProperty> properties = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				in(iterable).forEach((property) -> properties.putIfAbsent(property.getName(), property));
			}
		}
		return List.copyOf(properties.values());
	}

	private static List<ConfigurationProperty> in(IterableConfigurationPropertySource source) {
		return source.stream()
			.filter((name) -> KnownProperties.ROOT.equals(name) || KnownProperties.ROOT.isAncestorOf(name))
			.map(source::getConfigurationProperty)
			.filter((property) -> property != null)
			.toList();
	}

}
