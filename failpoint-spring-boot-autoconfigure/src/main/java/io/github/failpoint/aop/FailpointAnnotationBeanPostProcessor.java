package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Makes the methods of beans that carry {@link Failpoint} reach their failpoints.
 * <p>
 * It is not {@code Ordered}, so that it comes after the post-processors that are, and its
 * advice lands inside theirs. The registry is fetched when the first bean is about to be
 * created: not earlier, so that it is an ordinary bean, and not later, so that its
 * settings are in force before any other bean can reach a failpoint. Beans that are
 * created before, which are post-processors and what they depend on, and beans that the
 * registry needs, reach no failpoints.
 *
 * @since 0.1.0
 */
public final class FailpointAnnotationBeanPostProcessor implements SmartInstantiationAwareBeanPostProcessor,
		SmartInitializingSingleton, BeanFactoryAware, BeanClassLoaderAware {

	private static final Log logger = LogFactory.getLog(FailpointAnnotationBeanPostProcessor.class);

	private final ProxyConfig proxyConfig;

	private final Failpoint.Position position;

	private final boolean gate;

	private final FailpointAttributes attributes = new FailpointAttributes();

	private final Map<AdviceKey, TypeAdvice> advice = new ConcurrentHashMap<>(256);

	private final Map<String, Object> earlyReferences = new ConcurrentHashMap<>();

	private final UnreachableFailpoints unreachable = new UnreachableFailpoints();

	private final ThreadLocal<Boolean> fetching = new ThreadLocal<>();

	private volatile boolean started;

	private volatile @Nullable TypeAdviceFactory factory;

	private @Nullable ConfigurableBeanFactory beanFactory;

	private ClassLoader classLoader = FailpointAnnotationBeanPostProcessor.class.getClassLoader();

	/**
	 * Create a post-processor.
	 * @param position the position of failpoints whose annotation gives none
	 * @param proxyTargetClass whether to make proxies of classes rather than of
	 * interfaces
	 * @param gate whether beans without a proxy get one that steps aside while nothing is
	 * enabled
	 */
	public FailpointAnnotationBeanPostProcessor(Failpoint.Position position, boolean proxyTargetClass, boolean gate) {
		this.position = position;
		this.gate = gate;
		this.proxyConfig = new ProxyConfig();
		this.proxyConfig.setProxyTargetClass(proxyTargetClass);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		Assert.isInstanceOf(ConfigurableBeanFactory.class, beanFactory);
		this.beanFactory = (ConfigurableBeanFactory) beanFactory;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Return the type that a bean will have. Asked when an application is processed ahead
	 * of time.
	 */
	@Override
	public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
		return (this.beanFactory != null)
				? new ProxyTypes(this.attributes, this.proxyConfig, this.beanFactory, this.classLoader)
					.determine(beanClass, beanName)
				: beanClass;
	}

	@Override
	public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
		factory();
		return null;
	}

	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		this.earlyReferences.put(beanName, targetOf(bean));
		return advise(bean, beanName);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!this.earlyReferences.isEmpty() && this.earlyReferences.remove(beanName) == targetOf(bean)) {
			return bean;
		}
		return advise(bean, beanName);
	}

	/**
	 * Advise a bean that others are about to register as a listener. An advice is added
	 * to a proxy that is there also later, and what has been given out early stays as it
	 * is.
	 */
	Object adviseListener(Object bean, String beanName) {
		boolean open = bean instanceof Advised advised && !advised.isFrozen();
		return (this.factory != null && !open && !this.earlyReferences.containsKey(beanName)
				&& adviceFor(bean).stream().anyMatch(TypeAdvice::isListener)) ? advise(bean, beanName) : bean;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
		requireNoMismatch();
		this.unreachable.warn();
	}

	/**
	 * Not before all singletons are there: the converters and the JSON mapper that are
	 * asked could need the very bean that is about to be created.
	 */
	private void requireNoMismatch() {
		Optional<FailpointMismatchException> mismatch = this.advice.values()
			.stream()
			.flatMap((advice) -> advice.mismatches().stream())
			.min(Comparator.comparing(FailpointMismatchException::toString));
		if (mismatch.isPresent()) {
			throw mismatch.get();
		}
	}

	private static Object targetOf(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		return (target != null) ? target : bean;
	}

	private Object advise(Object bean, String beanName) {
		Object result = bean;
		if (!(bean instanceof AopInfrastructureBean)) {
			for (TypeAdvice advice : adviceFor(bean)) {
				result = advice.apply(result, beanName);
				this.unreachable.examine(advice, result);
			}
		}
		if (this.started) {
			this.unreachable.warn();
		}
		return result;
	}

	/**
	 * The class of a bean counts, and the interfaces where there is none that somebody
	 * wrote: repositories, HTTP interfaces, lambdas.
	 */
	private List<TypeAdvice> adviceFor(Object bean) {
		List<TypeAdvice> found = new ArrayList<>();
		Class<?> type = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
		boolean generated = isGenerated(bean.getClass());
		if (!isGenerated(type)) {
			found.add(adviceFor(type, generated));
		}
		if (generated && found.stream().allMatch(TypeAdvice::isEmpty)) {
			interfacesOf(bean).forEach((implemented) -> found.add(adviceFor(implemented, true)));
		}
		found.removeIf(TypeAdvice::isEmpty);
		return found;
	}

	/**
	 * The interfaces, without those that others extend: what they declare is inherited.
	 */
	private static List<Class<?>> interfacesOf(Object bean) {
		Set<Class<?>> all = ClassUtils.getAllInterfacesAsSet(bean);
		return all.stream()
			.filter((candidate) -> all.stream()
				.noneMatch((other) -> other != candidate && candidate.isAssignableFrom(other)))
			.toList();
	}

	private static boolean isGenerated(Class<?> type) {
		return Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
	}

	private TypeAdvice adviceFor(Class<?> type, boolean byInterfaces) {
		AdviceKey key = new AdviceKey(type, byInterfaces || !this.proxyConfig.isProxyTargetClass());
		TypeAdvice known = this.advice.get(key);
		return (known != null) ? known : inspect(key);
	}

	private TypeAdvice inspect(AdviceKey key) {
		Class<?> type = key.type();
		Map<Method, List<FailpointAttribute>> attributes = this.attributes.find(type);
		if (attributes.isEmpty()) {
			this.advice.put(key, TypeAdvice.NONE);
			return TypeAdvice.NONE;
		}
		TypeAdviceFactory factory = factory();
		if (factory == null) {
			return TypeAdvice.unreachable(type, neededByRegistry(type, attributes));
		}
		TypeAdvice advice = factory.create(type, attributes, key.byInterfaces());
		List<FailpointMismatchException> mismatches = this.started ? advice.mismatches() : List.of();
		TypeAdvice earlier = this.advice.putIfAbsent(key, advice);
		if (earlier != null) {
			return earlier;
		}
		mismatches.forEach((mismatch) -> logger.warn(mismatch.getMessage() + ". Calls pass through there"));
		return advice;
	}

	private List<Unreachable> neededByRegistry(Class<?> type, Map<Method, List<FailpointAttribute>> attributes) {
		FailpointNames names = new FailpointNames(this.beanFactory);
		List<Unreachable> unreachable = new ArrayList<>();
		attributes.forEach((method, all) -> names.find(type, method, all)
			.forEach((name) -> unreachable.add(Unreachable.of(name, type, method, Reachability.NEEDED))));
		return unreachable;
	}

	private @Nullable TypeAdviceFactory factory() {
		TypeAdviceFactory factory = this.factory;
		if (factory == null && this.beanFactory != null && this.fetching.get() == null) {
			this.fetching.set(true);
			try {
				factory = fetchFactory(this.beanFactory);
				this.factory = factory;
			}
			finally {
				this.fetching.remove();
			}
		}
		return factory;
	}

	/**
	 * Fetching the registry creates it, and what it needs, on this very path; impossible
	 * while something that it needs is what is about to be created.
	 */
	private @Nullable TypeAdviceFactory fetchFactory(ConfigurableBeanFactory beanFactory) {
		try {
			return new TypeAdviceFactory(beanFactory.getBean(FailpointRegistry.class), beanFactory, this.classLoader,
					this.proxyConfig, this.position, this.gate);
		}
		catch (BeanCreationException ex) {
			if (ex.contains(BeanCurrentlyInCreationException.class)) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * What the advice of a bean depends on.
	 *
	 * @param type its type
	 * @param byInterfaces whether its proxy stands before final methods, too
	 */
	private record AdviceKey(Class<?> type, boolean byInterfaces) {

	}

}
