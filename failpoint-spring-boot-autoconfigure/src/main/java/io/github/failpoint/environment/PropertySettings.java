package io.github.failpoint.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The settings that the environment asks for.
 *
 * @param named those whose failpoint is known by name
 * @param folded those from an environment variable, which only tells the name without
 * case and separators, by that
 * @param overridden what was given, but not taken, for the log
 */
record PropertySettings(Map<String, PropertySetting> named, Map<String, PropertySetting> folded,
		List<String> overridden) {

	PropertySettings {
		named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
		folded = Collections.unmodifiableMap(new LinkedHashMap<>(folded));
		overridden = List.copyOf(overridden);
	}

	List<PropertySetting> all() {
		return Stream.concat(this.named.values().stream(), this.folded.values().stream()).toList();
	}

	@Nullable PropertySetting find(String name) {
		PropertySetting setting = this.named.get(name);
		PropertySetting variable = this.folded.get(PropertySetting.fold(name));
		return (setting == null || variable != null && !setting.bulk()) ? variable : setting;
	}

}
