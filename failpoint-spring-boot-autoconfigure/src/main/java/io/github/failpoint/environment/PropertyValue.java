package io.github.failpoint.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A value from the environment, with all that a user needs to find it.
 *
 * @param property the name of the property or variable, as it is written there
 * @param text the value as text, without placeholders
 * @param raw the value as it is written there
 * @param origin where it comes from
 */
record PropertyValue(String property, String text, Object raw, @Nullable Origin origin) {

	static PropertyValue of(ConfigurationProperty property, String text) {
		Origin origin = property.getOrigin();
		String name = (origin instanceof PropertySourceOrigin source && isFrom(source.getPropertySource(), property))
				? source.getPropertyName() : property.getName().toString();
		return new PropertyValue(name, text, property.getValue(), origin);
	}

	/**
	 * Whether a property is written in this source, rather than in a text that the source
	 * holds, as in {@code SPRING_APPLICATION_JSON}.
	 */
	private static boolean isFrom(PropertySource<?> source, ConfigurationProperty property) {
		return property.getSource() != null && property.getSource().getUnderlyingSource() == source;
	}

	static PropertyValue of(PropertySource<?> source, String property, String text) {
		return new PropertyValue(property, text, text, PropertySourceOrigin.get(source, property));
	}

	/**
	 * Whether this is an environment variable in the spelling of such, which has neither
	 * lower-case letters nor separators.
	 */
	boolean isVariable() {
		return this.origin instanceof PropertySourceOrigin source
				&& source.getPropertySource() instanceof SystemEnvironmentPropertySource
				&& this.property.indexOf('.') < 0 && this.property.indexOf('[') < 0;
	}

	@Override
	public String toString() {
		return "'" + this.property + "' (" + this.origin + ")";
	}

}
