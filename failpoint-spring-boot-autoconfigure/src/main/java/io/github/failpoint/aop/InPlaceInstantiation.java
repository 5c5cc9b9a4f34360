package io.github.failpoint.aop;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.InstantiationStrategy;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * Makes beans that are their own proxies, of the constructor that the container has
 * chosen for their class.
 *
 * @param delegate makes all others
 * @param classes finds the class of what is its own proxy
 */
record InPlaceInstantiation(InstantiationStrategy delegate,
		BiFunction<Class<?>, @Nullable String, @Nullable InPlaceClass> classes) implements InstantiationStrategy {

	@Override
	public Object instantiate(RootBeanDefinition definition, @Nullable String beanName, BeanFactory owner) {
		Constructor<?> constructor = defaultConstructor(definition.getBeanClass());
		Object bean = (constructor != null) ? instantiate(definition, beanName, constructor) : null;
		return (bean != null) ? bean : this.delegate.instantiate(definition, beanName, owner);
	}

	private static @Nullable Constructor<?> defaultConstructor(Class<?> type) {
		try {
			return type.getDeclaredConstructor();
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	@Override
	public Object instantiate(RootBeanDefinition definition, @Nullable String beanName, BeanFactory owner,
			Constructor<?> constructor, @Nullable Object... arguments) {
		Object bean = instantiate(definition, beanName, constructor, arguments);
		return (bean != null) ? bean : this.delegate.instantiate(definition, beanName, owner, constructor, arguments);
	}

	private @Nullable Object instantiate(RootBeanDefinition definition, @Nullable String beanName,
			Constructor<?> constructor, @Nullable Object... arguments) {
		Class<?> type = constructor.getDeclaringClass();
		boolean isOfOthers = definition.hasMethodOverrides() || !isPlain(type);
		InPlaceClass inPlace = (isOfOthers || hasDefaults(type, arguments)) ? null : this.classes.apply(type, beanName);
		Constructor<?> own = (inPlace != null) ? inPlace.constructor(constructor) : null;
		return (inPlace != null && own != null) ? inPlace.instantiate(own, arguments) : null;
	}

	/**
	 * Kotlin calls another constructor for parameters that are left to their defaults.
	 */
	private static boolean hasDefaults(Class<?> type, @Nullable Object[] arguments) {
		return KotlinDetector.isKotlinType(type) && Arrays.stream(arguments).anyMatch(Objects::isNull);
	}

	@Override
	public Object instantiate(RootBeanDefinition definition, @Nullable String beanName, BeanFactory owner,
			@Nullable Object factoryBean, Method factoryMethod, @Nullable Object... arguments) {
		Object bean = this.delegate.instantiate(definition, beanName, owner, factoryBean, factoryMethod, arguments);
		InPlaceClass inPlace = (bean != null && isPlain(bean.getClass()))
				? this.classes.apply(bean.getClass(), beanName) : null;
		if (bean == null || inPlace == null) {
			return bean;
		}
		List<@Nullable Object> others = new ArrayList<>(Arrays.asList(arguments));
		others.addAll(BeanFields.values(factoryBean));
		return inPlace.adopt(bean, others);
	}

	private static boolean isPlain(Class<?> type) {
		return ClassUtils.getUserClass(type) == type && !type.isHidden() && !Proxy.isProxyClass(type);
	}

	@Override
	public Class<?> getActualBeanClass(RootBeanDefinition definition, @Nullable String beanName, BeanFactory owner) {
		return this.delegate.getActualBeanClass(definition, beanName, owner);
	}

}
