package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSite;
import io.github.failpoint.annotation.Failpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanClassLoaderAware;
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
 * settings are in force before any other bean can reach a failpoint.
 *
 * @since 0.1.0
 */
public final class FailpointAnnotationBeanPostProcessor implements SmartInstantiationAwareBeanPostProcessor,
		SmartInitializingSingleton, BeanFactoryAware, BeanClassLoaderAware {

	private static final Log logger = LogFactory.getLog(FailpointAnnotationBeanPostProcessor.class);

	private final ProxyConfig proxyConfig;

	private final Failpoint.Position position;

	private final boolean gate;

	private final Map<Class<?>, TypeAdvice> advice = new ConcurrentHashMap<>(256);

	private final Map<String, Object> earlyReferences = new ConcurrentHashMap<>();

	private final UnreachableMethods unreachable = new UnreachableMethods();

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
		return this.earlyReferences.remove(beanName, targetOf(bean)) ? bean : advise(bean, beanName);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
		this.unreachable.warn();
	}

	private static Object targetOf(Object bean) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		return (target != null) ? target : bean;
	}

	private Object advise(Object bean, String beanName) {
		Object result = bean;
		if (!(bean instanceof AopInfrastructureBean)) {
			for (TypeAdvice advice : adviceFor(bean)) {
				result = advise(result, beanName, advice);
			}
		}
		return result;
	}

	private Object advise(Object bean, String beanName, TypeAdvice advice) {
		boolean impossible = Modifier.isFinal(bean.getClass().getModifiers()) && !isGenerated(bean.getClass());
		Object result = impossible ? bean : advice.apply(bean, beanName);
		this.unreachable.add(impossible ? advice.advised() : advice.bypassedBy(result));
		this.unreachable.add(advice.unreachable());
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
		if (!isGenerated(type)) {
			found.add(adviceFor(type));
		}
		if (isGenerated(bean.getClass()) && found.stream().allMatch(TypeAdvice::isEmpty)) {
			ClassUtils.getAllInterfacesAsSet(bean).forEach((implemented) -> found.add(adviceFor(implemented)));
		}
		found.removeIf(TypeAdvice::isEmpty);
		return found;
	}

	private static boolean isGenerated(Class<?> type) {
		return Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
	}

	private TypeAdvice adviceFor(Class<?> type) {
		TypeAdvice known = this.advice.get(type);
		if (known != null) {
			return known;
		}
		Map<Method, List<FailpointAttribute>> attributes = FailpointAttributes.find(type);
		TypeAdviceFactory factory = attributes.isEmpty() ? null : factory();
		TypeAdvice advice = (factory != null) ? factory.create(type, attributes) : TypeAdvice.none(type);
		advice.sites().forEach(this::check);
		if (factory != null || attributes.isEmpty()) {
			this.advice.put(type, advice);
		}
		return advice;
	}

	private void check(FailpointSite site) {
		String mismatch = site.mismatch();
		if (mismatch != null && !this.started) {
			throw new FailpointMismatchException(site.name(), mismatch);
		}
		if (mismatch != null) {
			logger.warn("The setting of failpoint \"" + site.name() + "\" is not in force at a site that it does not "
					+ "fit: " + mismatch);
		}
	}

	/**
	 * What the registry itself is made from cannot be advised: it is created while the
	 * registry is.
	 */
	private @Nullable TypeAdviceFactory factory() {
		if (this.factory == null && this.fetching.get() == null) {
			this.fetching.set(true);
			try {
				this.factory = createFactory();
			}
			catch (BeansException ex) {
				if (!ex.contains(BeanCurrentlyInCreationException.class)) {
					throw ex;
				}
			}
			finally {
				this.fetching.remove();
			}
		}
		return this.factory;
	}

	private TypeAdviceFactory createFactory() {
		Assert.state(this.beanFactory != null, "No bean factory");
		return new TypeAdviceFactory(this.beanFactory.getBean(FailpointRegistry.class), this.beanFactory,
				this.classLoader, this.proxyConfig, this.position, this.gate);
	}

}
