package io.github.failpoint.autoconfigure;

import java.util.Map;
import java.util.Set;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.environment.PropertySettingsReader;
import io.github.failpoint.environment.UnboundProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Tells once, when the application has started, what there is, who may change it, and
 * which properties have no effect. A child context tells nothing.
 */
final class FailpointStartLog implements ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog(FailpointStartLog.class);

	private final ConfigurableApplicationContext context;

	private final boolean enabled;

	private final ObjectProvider<EndpointNotices> endpoint;

	FailpointStartLog(ConfigurableApplicationContext context, boolean enabled,
			ObjectProvider<EndpointNotices> endpoint) {
		this.context = context;
		this.enabled = enabled;
		this.endpoint = endpoint;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		String[] registries = this.context.getBeanNamesForType(FailpointRegistry.class);
		if (event.getApplicationContext() != this.context || registries.length == 0) {
			return;
		}
		UnboundProperties.find(this.context.getEnvironment(), FailpointProperties.class, bound()).forEach(logger::warn);
		if (this.enabled) {
			logWhatThereIs();
		}
		else {
			logWhatIsDropped();
		}
	}

	private Set<ConfigurationPropertyName> bound() {
		BoundConfigurationProperties bound = BoundConfigurationProperties.get(this.context);
		return ((bound != null) ? bound.getAll() : Map.<ConfigurationPropertyName, Object>of()).keySet();
	}

	private void logWhatThereIs() {
		EndpointNotice notice = this.endpoint.stream()
			.findFirst()
			.map(EndpointNotices::get)
			.orElse(EndpointNotice.harmless("The endpoint is absent, as is the actuator of Spring Boot"));
		String text = declared() + ". " + notice.text();
		if (notice.unprotected()) {
			logger.warn(text);
		}
		else {
			logger.info(text);
		}
		String problem = OwnPackages.problem(this.context, this.context.getEnvironment());
		if (problem != null) {
			logger.warn(problem);
		}
	}

	private String declared() {
		long declared = this.context.getBean(FailpointRegistry.class)
			.failpoints()
			.stream()
			.filter(FailpointStatus::declared)
			.count();
		return (declared == 1) ? "1 failpoint is declared" : declared + " failpoints are declared";
	}

	private void logWhatIsDropped() {
		String dropped = String.join(", ", PropertySettingsReader.written(this.context.getEnvironment()));
		if (!dropped.isEmpty()) {
			logger.warn("Failpoints are switched off by 'failpoint.enabled=false', and not enabled by " + dropped);
		}
	}

}
