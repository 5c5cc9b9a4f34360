package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * Looks at the definitions of beans for what concerns their failpoints.
 */
final class BeanDefinitions {

	private final Map<Method, List<FailpointAttribute>> factoryMethods = new ConcurrentHashMap<>();

	private final ConfigurableListableBeanFactory beanFactory;

	private volatile @Nullable Set<String> fragments;

	BeanDefinitions(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Look at what a definition says of its bean. What makes the bean reaches none of its
	 * failpoints, and has the callbacks for itself.
	 * @param candidate whether the type itself may have failpoints
	 */
	DefinedFailpoints find(Class<?> type, String beanName, boolean candidate) {
		if (FactoryBean.class.isAssignableFrom(type) || !this.beanFactory.containsBeanDefinition(beanName)) {
			return DefinedFailpoints.NONE;
		}
		return (this.beanFactory.getMergedBeanDefinition(beanName) instanceof RootBeanDefinition definition)
				? find(type, beanName, definition, candidate) : DefinedFailpoints.NONE;
	}

	private DefinedFailpoints find(Class<?> type, String beanName, RootBeanDefinition definition, boolean candidate) {
		Method method = definition.getResolvedFactoryMethod();
		List<FailpointAttribute> attributes = (method != null)
				? this.factoryMethods.computeIfAbsent(method, FailpointAttributes::ofFactoryMethod) : List.of();
		if (attributes.isEmpty() && !candidate) {
			return DefinedFailpoints.NONE;
		}
		Set<String> callbacks = this.beanFactory.isFactoryBean(beanName) ? Set.of() : callbacks(type, definition);
		return (attributes.isEmpty() && callbacks.isEmpty()) ? DefinedFailpoints.NONE
				: new DefinedFailpoints(attributes.isEmpty() ? null : describe(method), attributes, callbacks);
	}

	/**
	 * Whether the class of a bean is not known before it is made.
	 */
	boolean isOpen(Class<?> type, String beanName) {
		return Modifier.isAbstract(type.getModifiers()) && !this.beanFactory.isFactoryBean(beanName);
	}

	/**
	 * Whether a bean is what Spring Data calls behind a repository.
	 */
	boolean isFragment(String beanName) {
		Set<String> fragments = this.fragments;
		if (fragments == null) {
			fragments = RepositoryFragments.implementations(this.beanFactory);
			this.fragments = fragments;
		}
		return fragments.contains(beanName);
	}

	private static @Nullable String describe(@Nullable Method method) {
		return (method != null) ? method.getDeclaringClass().getName() + "." + method.getName() + "()" : null;
	}

	/**
	 * The container ends no prototypes.
	 */
	private static Set<String> callbacks(Class<?> type, RootBeanDefinition definition) {
		Set<String> callbacks = new HashSet<>();
		add(callbacks, definition.getInitMethodNames());
		add(callbacks, definition.getDestroyMethodNames());
		boolean inferred = callbacks.remove(AbstractBeanDefinition.INFER_METHOD);
		boolean closeable = AutoCloseable.class.isAssignableFrom(type);
		if (!definition.isPrototype() && (inferred || closeable)) {
			callbacks.add((closeable || ClassUtils.hasMethod(type, "close")) ? "close" : "shutdown");
		}
		return callbacks;
	}

	/**
	 * The names of private methods are qualified.
	 */
	private static void add(Set<String> names, String @Nullable [] added) {
		Stream.of((added != null) ? added : new String[0])
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.forEach(names::add);
	}

}
