package io.github.failpoint.environment;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds properties and variables of failpoints that nobody reads.
 */
public final class UnboundProperties {

	private final KnownProperties known;

	private UnboundProperties(KnownProperties known) {
		this.known = known;
	}

	/**
	 * Return a sentence about each of them.
	 * @param environment where they are
	 * @param bound the type of what is bound, a record
	 * @param others what others have bound
	 * @return the sentences
	 */
	public static List<String> find(ConfigurableEnvironment environment, Class<?> bound,
			Set<ConfigurationPropertyName> others) {
		UnboundProperties properties = new UnboundProperties(new KnownProperties(bound));
		return WrittenProperties.in(environment)
			.stream()
			.filter((property) -> !others.contains(property.getName()))
			.map(properties::problem)
			.filter(Objects::nonNull)
			.toList();
	}

	private @Nullable String problem(ConfigurationProperty property) {
		PropertyValue value = PropertyValue.of(property, "");
		ConfigurationPropertyName name = property.getName();
		return value.isVariable() ? problemOfVariable(name, value) : problem(name, value);
	}

	private @Nullable String problem(ConfigurationPropertyName name, PropertyValue value) {
		if (this.known.contains(name) || isEmptyGroup(name, value)) {
			return null;
		}
		return unknown(value, this.known.suggest(name));
	}

	/**
	 * In YAML, a group may be there with nothing in it.
	 */
	private boolean isEmptyGroup(ConfigurationPropertyName name, PropertyValue value) {
		return value.raw().toString().isEmpty() && this.known.isGroup(name);
	}

	/**
	 * Only what resembles ours is: others may set variables that begin alike, as
	 * Kubernetes does for a service of that name.
	 */
	private @Nullable String problemOfVariable(ConfigurationPropertyName name, PropertyValue value) {
		String meant = name.equals(KnownProperties.ROOT) ? PropertySettingsReader.VARIABLE : this.known.suggest(name);
		return (meant == null || this.known.containsVariable(value.property())) ? null
				: unknown(value, KnownProperties.variable(meant));
	}

	private static String unknown(PropertyValue value, @Nullable String meant) {
		return value + " is unknown and has no effect" + ((meant != null) ? ", did you mean '" + meant + "'?" : "");
	}

}
