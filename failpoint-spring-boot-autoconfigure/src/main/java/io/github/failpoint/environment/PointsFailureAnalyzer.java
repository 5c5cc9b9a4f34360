package io.github.failpoint.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells how to set failpoints if {@code failpoint.points} itself has got a value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PointsFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || !property.getName().equals(PointNames.ROOT)) {
			return null;
		}
		PropertyValue value = PropertyValue.of(property, String.valueOf(property.getValue()));
		InvalidPropertyException failure = new InvalidPropertyException(value,
				"the name of the failpoint belongs to the name of the property",
				"Write '" + PointNames.PREFIX + ".<name>=terms', or set many at once with the property "
						+ "'failpoint.terms' or the variable 'FAILPOINTS': 'name=terms;name=terms'.");
		return new InvalidPropertyFailureAnalyzer().analyze(rootFailure, failure);
	}

}
