package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.failpoint.SiteSignature;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Names the failpoints of methods, as written or by default.
 *
 * @param beanFactory resolves placeholders
 */
record FailpointNames(@Nullable ConfigurableBeanFactory beanFactory) {

	Set<Label> find(Class<?> type, Method method, List<FailpointAttribute> attributes, DefinedFailpoints defined) {
		return attributes.stream()
			.map((attribute) -> new Label(find(type, method, attribute),
					(attribute.carrier() == FailpointAttribute.Carrier.FACTORY_METHOD) ? defined.factoryMethod()
							: null))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	String find(Class<?> type, Method method, FailpointAttribute attribute) {
		String given = attribute.name();
		if (given == null) {
			return ClassUtils.getShortNameAsProperty(type) + "." + method.getName();
		}
		try {
			String resolved = (this.beanFactory != null) ? this.beanFactory.resolveEmbeddedValue(given) : given;
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFailpointException(description(type, method), ex.getMessage(), ex);
		}
	}

	static String description(Class<?> type, Method method) {
		return SiteSignature.of(method, type, method.getGenericReturnType()).description();
	}

}
