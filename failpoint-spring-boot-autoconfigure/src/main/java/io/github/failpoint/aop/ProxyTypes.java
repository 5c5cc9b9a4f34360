package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;

import io.github.failpoint.annotation.Failpoint.Position;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Tells which classes the proxies of beans will have before there are beans, and a
 * registry, so that they can be made ahead of time.
 */
final class ProxyTypes {

	private final FailpointAttributes attributes;

	private final BeanDefinitions definitions;

	private final FailpointAdvisingPostProcessor processor = new FailpointAdvisingPostProcessor(
			new FailpointInterceptor(Object.class, Position.INNERMOST, Map.of(), null, List.of()));

	ProxyTypes(FailpointAttributes attributes, ProxyConfig proxyConfig, ConfigurableListableBeanFactory beanFactory,
			ClassLoader classLoader) {
		this.attributes = attributes;
		this.definitions = new BeanDefinitions(beanFactory);
		this.processor.copyFrom(proxyConfig);
		this.processor.setBeanFactory(beanFactory);
		this.processor.setBeanClassLoader(classLoader);
	}

	/**
	 * Return the class of the proxy, or the type itself if it needs none of its own.
	 */
	Class<?> determine(Class<?> type, String beanName) {
		if (SpringProxy.class.isAssignableFrom(type) || Modifier.isFinal(type.getModifiers())
				|| !hasFailpoint(ClassUtils.getUserClass(type), beanName)) {
			return type;
		}
		try {
			return this.processor.determineBeanType(type, beanName);
		}
		catch (AopConfigException ex) {
			return type;
		}
	}

	private boolean hasFailpoint(Class<?> type, String beanName) {
		DefinedFailpoints defined = this.definitions.find(type, beanName, true);
		return this.attributes.find(type, defined.attributes())
			.keySet()
			.stream()
			.anyMatch((method) -> isOpen(method) && ContainerCallbacks.reason(type, method, defined) == null);
	}

	private static boolean isOpen(Method method) {
		return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0;
	}

}
