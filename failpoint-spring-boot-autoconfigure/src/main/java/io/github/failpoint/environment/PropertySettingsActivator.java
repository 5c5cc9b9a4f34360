package io.github.failpoint.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.Failpoints;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Puts the settings from the environment in force before anybody sees the registry, and
 * looks for those that nobody declares once there are all beans.
 */
public final class PropertySettingsActivator implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(PropertySettingsActivator.class);

	private final ConfigurableEnvironment environment;

	private final UnknownNames unknownNames;

	private final Runnable declaration;

	private @Nullable Active active;

	/**
	 * Create an activator.
	 * @param environment where the settings are
	 * @param unknownNames what to do about a setting for a name that nobody declares
	 * @param declaration declares the sites of beans that are not made yet
	 */
	public PropertySettingsActivator(ConfigurableEnvironment environment, UnknownNames unknownNames,
			Runnable declaration) {
		this.environment = environment;
		this.unknownNames = unknownNames;
		this.declaration = declaration;
	}

	/**
	 * Enable what the environment asks for, and only then let the registry drive the
	 * static failpoints, some of which may have been declared before.
	 * @param registry the registry
	 */
	public void activate(FailpointRegistry registry) {
		PropertySettings settings = PropertySettingsReader.read(this.environment);
		requireAllowed(settings.all());
		DeferredSettings deferred = new DeferredSettings(registry);
		registry.addListener(deferred);
		enable(deferred, settings);
		VariableSettings variables = new VariableSettings(registry, settings);
		registry.addListener(variables);
		Failpoints.attach(registry);
		registry.failpoints()
			.stream()
			.filter(FailpointStatus::declared)
			.map(FailpointStatus::name)
			.forEach(variables::declared);
		this.active = new Active(registry, settings, deferred, variables);
	}

	private void requireAllowed(List<PropertySetting> settings) {
		String profile = ForbiddenProfiles.match(this.environment);
		if (profile != null && !settings.isEmpty()) {
			throw new ForbiddenProfileException(profile, settings);
		}
	}

	/**
	 * Whether they fit is only known once there are all beans.
	 */
	private static void enable(DeferredSettings deferred, PropertySettings settings) {
		List<PropertySetting> enabled = settings.named().values().stream().filter(deferred::enable).toList();
		settings.overridden().forEach(logger::info);
		enabled.forEach((setting) -> logger.info("Enabling failpoint " + setting));
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.declaration.run();
		if (this.active != null) {
			check(this.active);
		}
	}

	private void check(Active active) {
		active.deferred().started();
		active.variables().started();
		List<UnmatchedSetting> fatal = new ArrayList<>(active.variables().ambiguous());
		List<UnmatchedSetting> unknown = active.unknown();
		if (this.unknownNames != UnknownNames.ALLOW) {
			fatal.addAll(active.variables().unknown());
		}
		if (this.unknownNames == UnknownNames.FAIL) {
			fatal.addAll(unknown);
		}
		if (!fatal.isEmpty()) {
			throw new UnmatchedSettingsException(fatal);
		}
		if (this.unknownNames == UnknownNames.WARN && !unknown.isEmpty()) {
			warn(unknown);
		}
	}

	private static void warn(List<UnmatchedSetting> unknown) {
		logger.warn(unknown.stream()
			.map(UnmatchedSetting::toString)
			.collect(Collectors.joining("; ", "Failpoints are enabled that are not declared: ",
					" (child contexts and classes that are not loaded yet declare theirs later; "
							+ "'failpoint.unknown-names' says what to do here)")));
	}

	/**
	 * What was activated.
	 *
	 * @param registry the registry
	 * @param settings the settings
	 * @param deferred the settings that wait for a site that declares their exception
	 * @param variables the settings that look for their failpoint
	 */
	private record Active(FailpointRegistry registry, PropertySettings settings, DeferredSettings deferred,
			VariableSettings variables) {

		List<UnmatchedSetting> unknown() {
			return this.settings.named()
				.values()
				.stream()
				.filter((setting) -> !isDeclared(setting.name()))
				.map((setting) -> UnmatchedSetting.unknown(setting, this.registry))
				.toList();
		}

		private boolean isDeclared(String name) {
			return this.registry.status(name).filter(FailpointStatus::declared).isPresent();
		}

	}

}
