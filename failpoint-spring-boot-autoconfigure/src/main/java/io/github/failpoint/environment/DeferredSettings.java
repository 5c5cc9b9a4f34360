package io.github.failpoint.environment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.terms.Action;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Settings that throw what is not allowed as long as nobody is known who declares it.
 * They get another chance when their failpoint is declared, since a site's own checked
 * exceptions may be thrown there.
 */
final class DeferredSettings implements FailpointListener {

	private static final Log logger = LogFactory.getLog(DeferredSettings.class);

	private final FailpointRegistry registry;

	private final Map<String, PropertySetting> settings = new ConcurrentHashMap<>();

	DeferredSettings(FailpointRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Enable a setting, or keep it for later.
	 * @return whether it was enabled
	 */
	boolean enable(PropertySetting setting) {
		try {
			enableNow(setting);
			return true;
		}
		catch (SettingRefusedException ex) {
			if (setting.terms().terms().stream().noneMatch((term) -> term.action() instanceof Action.Throw)) {
				throw InvalidPropertyException.refused(setting.value(), ex);
			}
			return postpone(setting);
		}
		catch (RuntimeException ex) {
			return postpone(setting);
		}
	}

	/**
	 * A converter may need the very bean that is about to be created. What is wrong for
	 * good stops the start.
	 */
	private boolean postpone(PropertySetting setting) {
		this.settings.put(setting.name(), setting);
		return false;
	}

	@Override
	public void declared(String name) {
		PropertySetting setting = this.settings.remove(name);
		if (setting != null && enable(setting)) {
			logger.info("Enabled failpoint " + setting);
		}
	}

	/**
	 * From now on, it is too late to fail.
	 */
	void started() {
		for (PropertySetting setting : List.copyOf(this.settings.values())) {
			try {
				enableNow(setting);
				logger.info("Enabled failpoint " + setting);
			}
			catch (SettingRefusedException ex) {
				throw InvalidPropertyException.refused(setting.value(), ex);
			}
		}
		this.settings.clear();
	}

	private void enableNow(PropertySetting setting) {
		this.registry.enable(setting.name(), setting.terms(), EnableOptions.source(FailpointSource.PROPERTIES));
	}

}
