package io.github.failpoint;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The names that requests have enabled and nobody declares: there are only so many, since
 * anybody who may enable a failpoint can think of names for ever. Guarded by the lock of
 * the points.
 */
final class UndeclaredNames {

	static final int MAX = 1000;

	private final Set<String> names = new HashSet<>();

	private final Predicate<String> declared;

	UndeclaredNames(Predicate<String> declared) {
		this.declared = declared;
	}

	/**
	 * Remember the names of settings.
	 * @throws SettingRefusedException if they are too many, and then none is remembered
	 */
	void add(Collection<Setting> settings) {
		Set<String> added = settings.stream()
			.filter(Setting::isRequested)
			.map(Setting::name)
			.filter((name) -> !this.names.contains(name) && !this.declared.test(name))
			.collect(Collectors.toSet());
		if (this.names.size() + added.size() > MAX) {
			throw refusal(settings, added);
		}
		this.names.addAll(added);
	}

	private static SettingRefusedException refusal(Collection<Setting> settings, Set<String> added) {
		Setting first = settings.stream().filter((setting) -> added.contains(setting.name())).findFirst().orElseThrow();
		return SettingFactory.refused(first.name(), first.terms(),
				"requests may enable at most " + MAX + " names that nobody declares");
	}

	void remove(String name) {
		this.names.remove(name);
	}

}
