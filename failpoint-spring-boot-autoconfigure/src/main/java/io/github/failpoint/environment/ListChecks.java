package io.github.failpoint.environment;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses lists where one text is wanted, which binding would pass over.
 */
final class ListChecks {

	private final KnownProperties known;

	private ListChecks(KnownProperties known) {
		this.known = known;
	}

	static void requireTexts(ConfigurableEnvironment environment, KnownProperties known) {
		ListChecks checks = new ListChecks(known);
		WrittenProperties.in(environment).forEach(checks::requireText);
	}

	private void requireText(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		PropertyValue value = PropertyValue.of(property, String.valueOf(property.getValue()));
		if (!name.isNumericIndex(name.getNumberOfElements() - 1) || value.isVariable()) {
			return;
		}
		if (PointNames.ROOT.isAncestorOf(name)) {
			throw refused(value, "Write the terms as one text, and '->' between them, such as '1*off->pause'.");
		}
		if (this.known.isText(name.getParent())) {
			throw refused(value, "Write one text, without a hyphen before it; 'failpoint.terms' takes "
					+ "'name=terms;name=terms'.");
		}
	}

	private static InvalidPropertyException refused(PropertyValue value, String action) {
		return new InvalidPropertyException(value, "it is an element of a list, where one text is wanted", action);
	}

}
