package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.FactoryBeanRegistrySupport;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Beans that the post-processor has not been shown when all singletons are there: those
 * that are made later, and those that were there before.
 *
 * @param beanFactory the beans
 * @param advices the advice of their types
 * @param shown the names of the beans with failpoints that were shown
 */
record UnshownBeans(ConfigurableListableBeanFactory beanFactory, TypeAdvices advices, Set<String> shown) {

	private static final Log logger = LogFactory.getLog(UnshownBeans.class);

	/**
	 * Whether a factory has made its bean already: asking it for the bean would make it.
	 */
	private static final @Nullable Method PRODUCT = findProductMethod();

	private static final boolean inTest = ClassUtils.isPresent(
			"org.springframework.test.context.bean.override.BeanOverrideHandler", UnshownBeans.class.getClassLoader());

	/**
	 * Declare the failpoints of beans that are made later. No bean is made for that, and
	 * no class is initialised.
	 * @return those of their methods that will not reach them
	 */
	List<Unreachable> declareLater() {
		List<Unreachable> unreachable = new ArrayList<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			if (!this.shown.contains(name) && isMadeLater(name)) {
				unreachable.addAll(declare(name));
			}
		}
		return unreachable;
	}

	private boolean isMadeLater(String name) {
		Object made = this.beanFactory.containsSingleton(name) ? this.beanFactory.getSingleton(name) : null;
		return made == null || made instanceof FactoryBean && product(name) == null;
	}

	private List<Unreachable> declare(String name) {
		try {
			Class<?> type = this.beanFactory.getMergedBeanDefinition(name).isAbstract() ? null
					: this.beanFactory.getType(name, false);
			return (type != null && !AopInfrastructureBean.class.isAssignableFrom(type))
					? this.advices.predict(ClassUtils.getUserClass(type), name).unreachable() : List.of();
		}
		catch (BeansException | LinkageError ex) {
			logger.debug("The type of bean '" + name + "' is not known before it is made", ex);
			return List.of();
		}
	}

	/**
	 * Find the failpoints of beans that were there before, and of what factories among
	 * them had made.
	 */
	List<Unreachable> findEarlier() {
		return Stream.of(this.beanFactory.getSingletonNames())
			.filter((name) -> !this.shown.contains(name))
			.flatMap((name) -> Stream.of(this.beanFactory.getSingleton(name), product(name))
				.flatMap((bean) -> findEarlier(name, bean)))
			.toList();
	}

	private @Nullable Object product(String name) {
		return (PRODUCT != null) ? ReflectionUtils.invokeMethod(PRODUCT, this.beanFactory, name) : null;
	}

	private static @Nullable Method findProductMethod() {
		Method method = ReflectionUtils.findMethod(FactoryBeanRegistrySupport.class, "getCachedObjectForFactoryBean",
				String.class);
		return (method != null && method.trySetAccessible()) ? method : null;
	}

	private Stream<Unreachable> findEarlier(String name, @Nullable Object bean) {
		return (bean == null || bean instanceof AopInfrastructureBean || isAdvised(bean)) ? Stream.empty()
				: this.advices.findUnreachable(bean, name, reason(name, bean)).stream();
	}

	/**
	 * A bean of another context may have been registered here, too.
	 */
	private static boolean isAdvised(Object bean) {
		return bean instanceof Advised advised && Stream.of(advised.getAdvisors())
			.map(Advisor::getAdvice)
			.anyMatch(FailpointInterceptor.class::isInstance);
	}

	private String reason(String name, Object bean) {
		if (bean instanceof BeanPostProcessor || bean instanceof BeanFactoryPostProcessor) {
			return Reachability.POST_PROCESSOR;
		}
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return Reachability.REGISTERED;
		}
		return inTest ? Reachability.EARLY_IN_TEST : Reachability.EARLY;
	}

}
