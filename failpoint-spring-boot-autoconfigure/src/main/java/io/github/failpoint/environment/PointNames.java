package io.github.failpoint.environment;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * The names of failpoints in the names of properties. Binding silently drops every
 * character that it does not know from a name without brackets.
 */
final class PointNames {

	static final String PREFIX = "failpoint.points";

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PREFIX);

	private PointNames() {
	}

	/**
	 * Return the name of the failpoint in the name of a property.
	 */
	static String in(String property) {
		String name = property.substring(endOfPrefix(property)).replace(".[", "[").replace('[', '.').replace("]", "");
		return name.startsWith(".") ? name.substring(1) : name;
	}

	private static int endOfPrefix(String property) {
		int end = property.indexOf('.') + 1;
		while (end < property.length() && property.charAt(end) != '.' && property.charAt(end) != '[') {
			end++;
		}
		return end;
	}

	/**
	 * Return the likeliest name of the failpoint in the name of an environment variable.
	 */
	static String inVariable(String variable) {
		return bound(ConfigurationPropertyName.adapt(variable, '_')).toLowerCase(Locale.ROOT);
	}

	private static String bound(ConfigurationPropertyName name) {
		return IntStream.range(ROOT.getNumberOfElements(), name.getNumberOfElements())
			.mapToObj((index) -> name.getElement(index, Form.ORIGINAL))
			.collect(Collectors.joining("."));
	}

	static void requireUnchanged(ConfigurableEnvironment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> properties
					&& !(properties instanceof SystemEnvironmentPropertySource)) {
				requireUnchanged(properties);
			}
		}
	}

	private static void requireUnchanged(EnumerablePropertySource<?> properties) {
		for (String property : properties.getPropertyNames()) {
			if (StringUtils.startsWithIgnoreCase(property, "fail")) {
				requireUnchanged(properties, property);
			}
		}
	}

	private static void requireUnchanged(EnumerablePropertySource<?> properties, String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		if (ROOT.isAncestorOf(name) && !bound(name).equals(in(property))) {
			String text = String.valueOf(properties.getProperty(property));
			PropertyValue value = PropertyValue.of(properties, property, text);
			requireNoColon(value);
			throw new InvalidPropertyException(value, "without square brackets, the name \"" + in(property)
					+ "\" would be read as \"" + bound(name) + "\"", bracketed(in(property), value.origin()));
		}
	}

	/**
	 * In a properties file, a colon ends the key.
	 */
	static void requireNoColon(PropertyValue value) {
		boolean open = value.property().indexOf('[') > value.property().indexOf(']') && value.text().contains("]");
		if (isPropertiesFile(value.origin()) && (open || value.text().startsWith(":"))) {
			String name = (in(value.property()) + ":" + value.text()).replaceFirst("]?\\s*=.*", "");
			throw new InvalidPropertyException(value,
					"the key ends at its first ':', which stands for '=' in a properties file",
					bracketed(name, value.origin()));
		}
	}

	private static String bracketed(String name, @Nullable Origin origin) {
		if (isPropertiesFile(origin)) {
			return "Write '" + PREFIX + "[" + name.replace(":", "\\:") + "]'.";
		}
		return "Write '" + PREFIX + "[" + name + "]'; as a key of its own in YAML: '\"[" + name + "]\"'.";
	}

	private static boolean isPropertiesFile(@Nullable Origin origin) {
		return origin instanceof PropertySourceOrigin source && source.getOrigin() instanceof TextResourceOrigin text
				&& isPropertiesFile(text.getResource());
	}

	private static boolean isPropertiesFile(@Nullable Resource resource) {
		String file = (resource != null) ? resource.getFilename() : null;
		return file != null && file.endsWith(".properties");
	}

}
