package io.github.failpoint.environment;

import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.UnreachableSite;

/**
 * A setting that does not belong to exactly one declared failpoint.
 *
 * @param setting the setting
 * @param ambiguous whether it belongs to all the names, instead of to none
 * @param unreachable the places that carry its name and never reach it
 * @param names the declared names that it belongs to, or that resemble its own
 */
record UnmatchedSetting(PropertySetting setting, boolean ambiguous, List<UnreachableSite> unreachable,
		List<String> names) {

	static UnmatchedSetting unknown(PropertySetting setting, FailpointRegistry registry) {
		List<UnreachableSite> unreachable = registry.unreachableSites(setting.name());
		return new UnmatchedSetting(setting, false, unreachable,
				unreachable.isEmpty() ? registry.suggest(setting.name()) : List.of());
	}

	static UnmatchedSetting ambiguous(PropertySetting setting, List<String> names) {
		return new UnmatchedSetting(setting, true, List.of(), List.copyOf(names));
	}

	@Override
	public String toString() {
		String alternatives = this.names.stream().map((name) -> '"' + name + '"').collect(Collectors.joining(" or "));
		if (this.ambiguous) {
			return this.setting.value() + " could mean " + alternatives;
		}
		String unknown = "nobody declares \"" + this.setting.name() + "\" of " + this.setting.value();
		if (!this.unreachable.isEmpty()) {
			return this.unreachable.stream()
				.map(UnreachableSite::sentence)
				.collect(Collectors.joining("; ", unknown + ": ", ""));
		}
		return this.names.isEmpty() ? unknown : unknown + ", did you mean " + alternatives + "?";
	}

}
