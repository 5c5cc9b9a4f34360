package io.github.failpoint.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Binds properties and keeps what each value was bound from.
 */
final class PropertyValues implements BindHandler {

	private final List<PropertyValue> values = new ArrayList<>();

	private PropertyValues() {
	}

	static List<PropertyValue> bind(ConfigurableEnvironment environment, String property, Bindable<?> target) {
		PropertyValues handler = new PropertyValues();
		Binder.get(environment).bind(property, target, handler);
		return List.copyOf(handler.values);
	}

	static @Nullable PropertyValue find(ConfigurableEnvironment environment, String variable) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source.containsProperty(variable)) {
				return PropertyValue.of(source, variable, environment.getRequiredProperty(variable));
			}
		}
		return null;
	}

	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name) && !(result instanceof Map)) {
			this.values.add(PropertyValue.of(property, text(result)));
		}
		return result;
	}

	private static String text(Object result) {
		return (result instanceof Collection<?> all) ? StringUtils.collectionToCommaDelimitedString(all)
				: result.toString();
	}

}
