package io.github.failpoint.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.failpoint.terms.FailpointName;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the settings from the environment: {@code failpoint.points},
 * {@code failpoint.terms} and the variable {@code FAILPOINTS}, each over the one before.
 */
public final class PropertySettingsReader {

	static final String VARIABLE = "FAILPOINTS";

	private static final String TERMS = "failpoint.terms";

	private final Map<String, PropertySetting> named = new LinkedHashMap<>();

	private final Map<String, PropertySetting> folded = new LinkedHashMap<>();

	private final List<String> overridden = new ArrayList<>();

	private PropertySettingsReader() {
	}

	static PropertySettings read(ConfigurableEnvironment environment) {
		PropertySettingsReader reader = new PropertySettingsReader();
		PointNames.requireUnchanged(environment);
		PropertyValues.bind(environment, PointNames.PREFIX, Bindable.mapOf(String.class, String.class))
			.forEach(reader::point);
		PropertyValues.bind(environment, TERMS, Bindable.of(String.class)).forEach(reader::many);
		PropertyValue variable = PropertyValues.find(environment, VARIABLE);
		if (variable != null) {
			reader.many(variable);
		}
		return new PropertySettings(reader.named, reader.folded, reader.overridden);
	}

	/**
	 * Return the values that settings stand in, whether they are right or not.
	 * @param environment where they are
	 * @return a description of each
	 */
	public static List<String> written(ConfigurableEnvironment environment) {
		List<PropertyValue> values = new ArrayList<>(
				PropertyValues.bind(environment, PointNames.PREFIX, Bindable.mapOf(String.class, String.class)));
		values.addAll(PropertyValues.bind(environment, TERMS, Bindable.of(String.class)));
		PropertyValue variable = PropertyValues.find(environment, VARIABLE);
		if (variable != null) {
			values.add(variable);
		}
		return values.stream().map(PropertyValue::toString).toList();
	}

	/**
	 * Return what sets a failpoint.
	 * @param environment where the settings are
	 * @param name the name of the failpoint
	 * @return a description of the setting, or {@code null} if there is none
	 */
	public static @Nullable String describe(ConfigurableEnvironment environment, String name) {
		PropertySetting setting = read(environment).find(name);
		return (setting != null) ? setting.describe(name) : null;
	}

	private void point(PropertyValue value) {
		requireText(value);
		requireNotEmpty(value);
		Terms terms = parse(value, Terms::of);
		if (value.isVariable()) {
			variable(new PropertySetting(PointNames.inVariable(value.property()), terms, value, false));
			return;
		}
		String name = requireName(value);
		this.named.put(name, new PropertySetting(name, terms, value, false));
	}

	private void variable(PropertySetting setting) {
		PropertySetting other = this.folded.putIfAbsent(PropertySetting.fold(setting.name()), setting);
		if (other != null && !other.value().property().equals(setting.value().property())) {
			throw new InvalidPropertyException(setting.value(),
					"it means the same failpoint as '" + other.value().property() + "'", "Remove one of the two.");
		}
	}

	private void many(PropertyValue value) {
		requireText(value);
		parse(value, Terms::parseAll)
			.forEach((name, terms) -> override(name, new PropertySetting(name, terms, value, true)));
	}

	private void override(String name, PropertySetting setting) {
		PropertySetting previous = this.named.put(name, setting);
		if (previous != null) {
			this.overridden.add(setting.overrides(previous, name));
		}
	}

	private static String requireName(PropertyValue value) {
		try {
			return FailpointName.requireValid(PointNames.in(value.property()));
		}
		catch (TermsSyntaxException ex) {
			throw InvalidPropertyException.syntax(value, ex);
		}
	}

	private static <T> T parse(PropertyValue value, Function<String, T> parser) {
		try {
			return parser.apply(value.text());
		}
		catch (TermsSyntaxException ex) {
			PointNames.requireNoColon(value);
			throw InvalidPropertyException.syntax(value, ex);
		}
	}

	private static void requireNotEmpty(PropertyValue value) {
		if (value.text().isBlank() && !value.property().contains("[")) {
			throw new InvalidPropertyException(value, "it is empty, which does not say what to do",
					"Write 'off' to override the same property of another source, or remove it.");
		}
	}

	private static void requireText(PropertyValue value) {
		Object raw = value.raw();
		if (raw instanceof Boolean) {
			throw new InvalidPropertyException(value,
					"it is the Boolean " + raw + ", not text: YAML reads off and no "
							+ "as false, on and yes as true, unless they are quoted",
					"Quote the terms: 'off'. To return the value, write 'return(" + raw + ")'.");
		}
		if (raw instanceof Number) {
			throw new InvalidPropertyException(value, "it is the number " + raw + ", which does not say what to do",
					"Write an action: 'return(" + raw + ")' or 'sleep(" + raw + "ms)'.");
		}
	}

}
