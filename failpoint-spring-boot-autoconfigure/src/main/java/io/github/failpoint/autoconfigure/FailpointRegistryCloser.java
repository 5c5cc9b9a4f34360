package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Closes the registry as soon as its own context closes, before anything waits for work
 * in progress. Events of child contexts are seen here, too.
 */
final class FailpointRegistryCloser implements ApplicationListener<ContextClosedEvent>, Ordered {

	private final ApplicationContext context;

	private final FailpointRegistry registry;

	FailpointRegistryCloser(ApplicationContext context, FailpointRegistry registry) {
		this.context = context;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.registry.close();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
