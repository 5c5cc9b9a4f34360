package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;

import io.github.failpoint.annotation.Failpoint.Position;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Tells which classes the proxies of beans will have before there are beans, and a
 * registry, so that they can be made ahead of time.
 */
final class ProxyTypes {

	private final FailpointAttributes attributes;

	private final FailpointAdvisingPostProcessor processor = new FailpointAdvisingPostProcessor(
			new FailpointInterceptor(Object.class, Position.INNERMOST, Map.of(), null));

	ProxyTypes(FailpointAttributes attributes, ProxyConfig proxyConfig, BeanFactory beanFactory,
			ClassLoader classLoader) {
		this.attributes = attributes;
		this.processor.copyFrom(proxyConfig);
		this.processor.setBeanFactory(beanFactory);
		this.processor.setBeanClassLoader(classLoader);
	}

	/**
	 * Return the class of the proxy, or the type itself if it needs none of its own.
	 */
	Class<?> determine(Class<?> type, String beanName) {
		if (SpringProxy.class.isAssignableFrom(type) || Modifier.isFinal(type.getModifiers()) || !hasFailpoint(type)) {
			return type;
		}
		try {
			return this.processor.determineBeanType(type, beanName);
		}
		catch (AopConfigException ex) {
			return type;
		}
	}

	private boolean hasFailpoint(Class<?> type) {
		return this.attributes.find(ClassUtils.getUserClass(type)).keySet().stream().anyMatch(ProxyTypes::isOpen);
	}

	private static boolean isOpen(Method method) {
		return (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0;
	}

}
