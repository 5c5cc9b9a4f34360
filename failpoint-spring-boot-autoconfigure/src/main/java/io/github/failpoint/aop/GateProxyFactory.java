package io.github.failpoint.aop;

import java.io.Serializable;
import java.util.List;

import io.github.failpoint.FailpointGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aot.AotDetector;
import org.springframework.cglib.core.ClassLoaderAwareGeneratorStrategy;
import org.springframework.cglib.core.CodeGenerationException;
import org.springframework.cglib.core.SpringNamingPolicy;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.Factory;
import org.springframework.core.NativeDetector;
import org.springframework.objenesis.ObjenesisException;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ClassUtils;

/**
 * Makes proxies for the beans of one type that have no proxy yet. While none of the
 * type's failpoints is enabled, a call goes straight to the bean, at the price of one
 * read of a field; while one is, methods with a failpoint go to a standard Spring AOP
 * proxy behind the gate, which is made when it is needed.
 */
final class GateProxyFactory {

	private static final SpringObjenesis objenesis = new SpringObjenesis();

	private static final boolean instantiable = isInstantiable();

	private final Class<?> type;

	private final GateMethods methods;

	private final List<Advisor> advisors;

	private final FailpointGroup group;

	private volatile @Nullable Class<?> proxyClass;

	GateProxyFactory(GateMethods methods, List<Advisor> advisors, FailpointGroup group) {
		this.type = methods.type();
		this.methods = methods;
		this.advisors = List.copyOf(advisors);
		this.group = group;
	}

	/**
	 * Whether gates can be made. Classes that are made at build time are those of
	 * standard proxies.
	 */
	static boolean isPossible() {
		return instantiable && !NativeDetector.inNativeImage() && !AotDetector.useGeneratedArtifacts();
	}

	/**
	 * Modules without {@code jdk.unsupported} cannot make an instance past the
	 * constructors; standard proxies call one then.
	 */
	private static boolean isInstantiable() {
		try {
			return objenesis.isWorthTrying() && objenesis.newInstance(GateProxyFactory.class, false) != null;
		}
		catch (ObjenesisException ex) {
			return false;
		}
	}

	boolean accepts(Object bean) {
		return bean.getClass() == this.type && !(bean instanceof SpringProxy)
				&& ClassUtils.isVisible(Advised.class, this.type.getClassLoader());
	}

	Object createGate(Object bean) {
		Factory gate = (Factory) objenesis.newInstance(proxyClass(bean), true);
		gate.setCallbacks(GateRoute.callbacks(new GatedBean(bean, this)));
		return gate;
	}

	private Class<?> proxyClass(Object bean) {
		Class<?> proxyClass = this.proxyClass;
		if (proxyClass == null) {
			proxyClass = createProxyClass();
			requireAdvised(bean);
			this.proxyClass = proxyClass;
		}
		return proxyClass;
	}

	/**
	 * A class with very many methods may have a gate and no standard proxy: better known
	 * now than in a call.
	 */
	private void requireAdvised(Object bean) {
		if (InPlaceNeed.isTooLarge(this.type)) {
			createAdvised(bean);
		}
	}

	private Class<?> createProxyClass() {
		try {
			return enhancer().createClass();
		}
		catch (CodeGenerationException | IllegalArgumentException ex) {
			throw new AopConfigException("Class " + this.type.getName() + " cannot be extended", ex);
		}
	}

	private Enhancer enhancer() {
		Enhancer enhancer = new Enhancer();
		enhancer.setClassLoader(this.type.getClassLoader());
		enhancer.setSuperclass(this.type);
		enhancer.setInterfaces(Serializable.class.isAssignableFrom(this.type)
				? new Class<?>[] { SpringProxy.class, Advised.class, ReplacedWhenWritten.class }
				: new Class<?>[] { SpringProxy.class, Advised.class });
		enhancer.setNamingPolicy(SpringNamingPolicy.INSTANCE);
		enhancer.setAttemptLoad(false);
		enhancer.setStrategy(new ClassLoaderAwareGeneratorStrategy(this.type.getClassLoader()));
		enhancer.setCallbackTypes(GateRoute.callbackTypes());
		enhancer.setCallbackFilter(this.methods);
		return enhancer;
	}

	FailpointGroup group() {
		return this.group;
	}

	Object createAdvised(Object bean) {
		return proxyFactory(bean).getProxy(this.type.getClassLoader());
	}

	/**
	 * What the gate shows to those who ask what it is. Frozen, since nothing that is
	 * added to it would act.
	 */
	Advised createDescription(Object bean) {
		ProxyFactory description = proxyFactory(bean);
		description.setFrozen(true);
		return description;
	}

	private ProxyFactory proxyFactory(Object bean) {
		ProxyFactory proxyFactory = new ProxyFactory();
		proxyFactory.setProxyTargetClass(true);
		proxyFactory.setPreFiltered(true);
		proxyFactory.setTarget(bean);
		proxyFactory.addAdvisors(this.advisors);
		return proxyFactory;
	}

}
