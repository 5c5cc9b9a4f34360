package io.github.failpoint.aop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractAutowireCapableBeanFactory;
import org.springframework.util.Assert;

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

	private final Map<String, Object> earlyReferences = new ConcurrentHashMap<>();

	private final UnreachableFailpoints unreachable = new UnreachableFailpoints();

	private final Set<String> shown = ConcurrentHashMap.newKeySet();

	private final ThreadLocal<Boolean> fetching = new ThreadLocal<>();

	private volatile boolean started;

	private volatile @Nullable TypeAdviceFactory factory;

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	private @Nullable TypeAdvices advices;

	private FailpointNames names = new FailpointNames(null);

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
		Assert.isInstanceOf(ConfigurableListableBeanFactory.class, beanFactory);
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
		this.names = new FailpointNames(this.beanFactory);
		this.advices = new TypeAdvices(this.attributes, this.names, this.proxyConfig.isProxyTargetClass(),
				this.beanFactory, this::factory);
		if (beanFactory instanceof AbstractAutowireCapableBeanFactory factory && InPlaceClass.isPossible()) {
			factory.setInstantiationStrategy(
					new InPlaceInstantiation(factory.getInstantiationStrategy(), this::findInPlace));
		}
	}

	/**
	 * No bean gets advice that is made before this post-processor has seen one.
	 */
	private @Nullable InPlaceClass findInPlace(Class<?> type, @Nullable String beanName) {
		return (this.factory != null && this.advices != null) ? this.advices.findInPlace(type, beanName) : null;
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

	/**
	 * Return the names of the failpoints that methods of a type carry.
	 * @param type the class of a bean, or an interface of it
	 * @return the names
	 */
	public Set<String> names(Class<?> type) {
		return this.attributes.find(type)
			.entrySet()
			.stream()
			.flatMap((carried) -> carried.getValue()
				.stream()
				.map((attribute) -> this.names.find(type, carried.getKey(), attribute)))
			.collect(Collectors.toSet());
	}

	@Override
	public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
		fetch();
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
				&& adviceFor(bean, beanName).stream().anyMatch(TypeAdvice::isListener)) ? advise(bean, beanName) : bean;
	}

	/**
	 * Find what reaches the failpoints of a client where it calls its server.
	 */
	List<FailpointInterceptor> adviseBehindClient(Class<?> type) {
		fetch();
		return (this.advices != null) ? this.advices.findBehindClient(type) : List.of();
	}

	/**
	 * Declare the failpoints of beans that are made later, and tell of those that can
	 * never be reached. To be called when all singletons are there; calling it again does
	 * nothing.
	 */
	public void declareSites() {
		if (!this.started && this.beanFactory != null && this.advices != null) {
			this.started = true;
			UnshownBeans unshown = new UnshownBeans(this.beanFactory, this.advices, this.shown);
			this.unreachable.add(unshown.declareLater());
			this.unreachable.add(unshown.findEarlier());
			tell();
			new Decorators(this.beanFactory, this.advices).describe(this.shown).forEach(logger::warn);
			this.shown.clear();
		}
	}

	/**
	 * Not before all singletons are there: the converters and the JSON mapper that are
	 * asked could need the very bean that is about to be created.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		declareSites();
		Optional<FailpointMismatchException> mismatch = (this.advices != null) ? this.advices.start()
				: Optional.empty();
		if (mismatch.isPresent()) {
			throw mismatch.get();
		}
	}

	private void tell() {
		TypeAdviceFactory factory = factory();
		if (factory != null) {
			this.unreachable.tell(factory.registry());
		}
	}

	private static Object targetOf(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		return (target != null) ? target : bean;
	}

	private Object advise(Object bean, String beanName) {
		Object result = bean;
		if (!(bean instanceof AopInfrastructureBean)) {
			for (TypeAdvice advice : adviceFor(bean, beanName)) {
				result = advice.proxying().apply(result, beanName);
				this.unreachable.examine(advice, result);
				show(beanName);
			}
		}
		return result;
	}

	private void show(String beanName) {
		if (this.started) {
			tell();
		}
		else {
			this.shown.add(beanName);
		}
	}

	private List<TypeAdvice> adviceFor(Object bean, String beanName) {
		fetch();
		return (this.advices != null) ? this.advices.find(bean, beanName) : List.of();
	}

	/**
	 * Nobody who asks before, while other post-processors are made, declares anything.
	 */
	private @Nullable TypeAdviceFactory factory() {
		return this.factory;
	}

	private void fetch() {
		if (this.factory == null && this.beanFactory != null && this.fetching.get() == null) {
			this.fetching.set(true);
			try {
				this.factory = fetchFactory(this.beanFactory);
			}
			finally {
				this.fetching.remove();
			}
		}
	}

	/**
	 * Fetching the registry creates it, and what it needs, on this very path; impossible
	 * while something that it needs is what is about to be created.
	 */
	private @Nullable TypeAdviceFactory fetchFactory(ConfigurableListableBeanFactory beanFactory) {
		try {
			return new TypeAdviceFactory(beanFactory.getBean(FailpointRegistry.class), beanFactory, this.names,
					this.classLoader, this.proxyConfig, this.position, this.gate);
		}
		catch (BeanCreationException ex) {
			if (ex.contains(BeanCurrentlyInCreationException.class)) {
				return null;
			}
			throw ex;
		}
	}

}
