package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.failpoint.SiteSignature;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Names the failpoints of methods, as written or by default.
 */
final class FailpointNames {

	private static final Log logger = LogFactory.getLog(FailpointAnnotationBeanPostProcessor.class);

	private final @Nullable ConfigurableBeanFactory beanFactory;

	private final Map<String, Class<?>> owners = new ConcurrentHashMap<>();

	private final Set<Class<?>> told = ConcurrentHashMap.newKeySet();

	/**
	 * Create names.
	 * @param beanFactory resolves placeholders, or {@code null}
	 */
	FailpointNames(@Nullable ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

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
			return defaultName(type, method);
		}
		try {
			String resolved = (this.beanFactory != null) ? this.beanFactory.resolveEmbeddedValue(given) : given;
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFailpointException(description(type, method), ex.getMessage(), ex);
		}
	}

	/**
	 * The first class has the short name; another of the same simple name that has such a
	 * method, too, its full name.
	 */
	private String defaultName(Class<?> type, Method method) {
		String name = ClassUtils.getShortNameAsProperty(type) + "." + method.getName();
		Class<?> owner = this.owners.putIfAbsent(name, type);
		if (owner == null || owner.getName().equals(type.getName())) {
			return name;
		}
		String full = type.getName().replace('$', '.') + "." + method.getName();
		if (this.told.add(type)) {
			logger.warn("Failpoint \"" + name + "\" is that of " + owner.getName() + ". That of " + type.getName()
					+ ", which has the same simple name, is \"" + full + "\". Give one of them a name of its own");
		}
		return full;
	}

	static String description(Class<?> type, Method method) {
		return SiteSignature.of(method, type, method.getGenericReturnType()).description();
	}

}
