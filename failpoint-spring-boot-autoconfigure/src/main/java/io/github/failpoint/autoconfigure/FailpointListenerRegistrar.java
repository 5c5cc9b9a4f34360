package io.github.failpoint.autoconfigure;

import java.util.Collection;
import java.util.List;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Adds the listeners that are beans of one context, for as long as it lives.
 */
final class FailpointListenerRegistrar implements SmartInitializingSingleton, DisposableBean {

	private final ListableBeanFactory beanFactory;

	private final FailpointRegistry registry;

	private Collection<FailpointListener> listeners = List.of();

	FailpointListenerRegistrar(ListableBeanFactory beanFactory, FailpointRegistry registry) {
		this.beanFactory = beanFactory;
		this.registry = registry;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.listeners = this.beanFactory.getBeansOfType(FailpointListener.class).values();
		this.listeners.forEach(this.registry::addListener);
	}

	@Override
	public void destroy() {
		this.listeners.forEach(this.registry::removeListener);
	}

}
