package io.github.failpoint.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;

/**
 * A setting that does not belong to exactly one declared failpoint.
 *
 * @param setting the setting
 * @param ambiguous whether it belongs to all the names, instead of to none
 * @param names the declared names that it belongs to, or that resemble its own
 */
record UnmatchedSetting(PropertySetting setting, boolean ambiguous, List<String> names) {

	static UnmatchedSetting unknown(PropertySetting setting, FailpointRegistry registry) {
		return new UnmatchedSetting(setting, false, registry.suggest(setting.name()));
	}

	static UnmatchedSetting ambiguous(PropertySetting setting, List<String> names) {
		return new UnmatchedSetting(setting, true, List.copyOf(names));
	}

	@Override
	public String toString() {
		String alternatives = this.names.stream().map((name) -> '"' + name + '"').collect(Collectors.joining(" or "));
		if (this.ambiguous) {
			return this.setting.value() + " could mean " + alternatives;
		}
		String unknown = "nobody declares \"" + this.setting.name() + "\" of " + this.setting.value();
		return this.names.isEmpty() ? unknown : unknown + ", did you mean " + alternatives + "?";
	}

}
