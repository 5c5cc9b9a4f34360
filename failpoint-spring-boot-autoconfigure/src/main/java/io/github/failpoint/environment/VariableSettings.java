package io.github.failpoint.environment;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.SettingRefusedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives each setting of an environment variable to the first declared failpoint whose
 * name it can mean.
 */
final class VariableSettings implements FailpointListener {

	private static final Log logger = LogFactory.getLog(VariableSettings.class);

	private final FailpointRegistry registry;

	private final PropertySettings settings;

	private final Map<PropertySetting, String> owners = new ConcurrentHashMap<>();

	private final Map<PropertySetting, Set<String>> rivals = new ConcurrentHashMap<>();

	private final Queue<InvalidPropertyException> refusals = new ConcurrentLinkedQueue<>();

	private final Map<PropertySetting, String> postponed = new ConcurrentHashMap<>();

	private volatile boolean started;

	VariableSettings(FailpointRegistry registry, PropertySettings settings) {
		this.registry = registry;
		this.settings = settings;
	}

	@Override
	public void declared(String name) {
		PropertySetting setting = this.settings.folded().get(PropertySetting.fold(name));
		if (setting != null) {
			declared(name, setting);
		}
	}

	private void declared(String name, PropertySetting setting) {
		String owner = this.owners.putIfAbsent(setting, name);
		if (owner == null) {
			apply(setting, name);
		}
		else if (!owner.equals(name)) {
			this.rivals.computeIfAbsent(setting, (key) -> new ConcurrentSkipListSet<>()).add(name);
			warnIfStarted(setting.value() + " could mean \"" + name + "\", too, but has gone to \"" + owner + "\"");
		}
	}

	private void apply(PropertySetting setting, String name) {
		PropertySetting named = this.settings.named().get(name);
		boolean overridden = named != null && named.bulk();
		if (!overridden) {
			enable(setting, name);
		}
		if (named != null) {
			logger.info(overridden ? named.overrides(setting, name) : setting.overrides(named, name));
		}
	}

	private void enable(PropertySetting setting, String name) {
		try {
			this.registry.enable(name, setting.terms(), EnableOptions.source(FailpointSource.PROPERTIES));
			logger.info("Enabled failpoint " + setting.describe(name));
		}
		catch (SettingRefusedException ex) {
			InvalidPropertyException refusal = InvalidPropertyException.refused(setting.value(), ex);
			this.refusals.add(refusal);
			warnIfStarted(refusal.getMessage());
		}
		catch (RuntimeException ex) {
			postpone(setting, name, ex);
		}
	}

	/**
	 * A converter may need the very bean that is about to be created.
	 */
	private void postpone(PropertySetting setting, String name, RuntimeException failure) {
		if (this.started) {
			throw failure;
		}
		this.postponed.put(setting, name);
	}

	private void warnIfStarted(@Nullable String message) {
		if (this.started) {
			logger.warn(message);
		}
	}

	/**
	 * From now on, it is too late to fail.
	 */
	void started() {
		this.started = true;
		this.postponed.forEach(this::enable);
		InvalidPropertyException refusal = this.refusals.peek();
		if (refusal != null) {
			throw refusal;
		}
	}

	List<UnmatchedSetting> ambiguous() {
		return this.settings.folded().values().stream().filter(this.rivals::containsKey).map(this::ambiguous).toList();
	}

	private UnmatchedSetting ambiguous(PropertySetting setting) {
		Set<String> names = new TreeSet<>(this.rivals.getOrDefault(setting, Set.of()));
		names.add(this.owners.getOrDefault(setting, setting.name()));
		return UnmatchedSetting.ambiguous(setting, List.copyOf(names));
	}

	List<UnmatchedSetting> unknown() {
		return this.settings.folded()
			.values()
			.stream()
			.filter((setting) -> !this.owners.containsKey(setting))
			.map((setting) -> UnmatchedSetting.unknown(setting, this.registry))
			.toList();
	}

}
