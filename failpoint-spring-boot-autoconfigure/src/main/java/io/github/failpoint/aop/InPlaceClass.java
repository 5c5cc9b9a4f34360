package io.github.failpoint.aop;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aot.AotDetector;
import org.springframework.beans.BeanUtils;
import org.springframework.cglib.core.ClassLoaderAwareGeneratorStrategy;
import org.springframework.cglib.core.CodeGenerationException;
import org.springframework.cglib.core.SpringNamingPolicy;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.cglib.proxy.MethodProxy;
import org.springframework.cglib.proxy.NoOp;
import org.springframework.core.KotlinDetector;
import org.springframework.core.NativeDetector;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A subclass of one type whose instances are beans and their own proxies, as
 * configuration classes are: it overrides the methods with failpoints and nothing else.
 * For beans that a proxy beside them would harm, or whose methods are called from inside.
 */
final class InPlaceClass {

	private static final Class<?>[] CALLBACKS = { NoOp.class, MethodInterceptor.class, MethodInterceptor.class };

	private final Class<?> type;

	private final List<FailpointInterceptor> advice;

	private final @Nullable FailpointGroup group;

	private final boolean required;

	private final Class<?> subclass;

	private final Map<Method, Method> originals = new ConcurrentHashMap<>();

	/**
	 * Create a class.
	 * @param methods the methods
	 * @param advice what reaches their failpoints, the outermost first
	 * @param group what has to be enabled for a call to be looked at, or {@code null} if
	 * every call has to be
	 * @param required whether a proxy beside a bean would be of no use, or harm it
	 * @throws AopConfigException if the type cannot be extended
	 */
	InPlaceClass(InPlaceMethods methods, List<FailpointInterceptor> advice, @Nullable FailpointGroup group,
			boolean required) {
		this.type = methods.type();
		this.advice = List.copyOf(advice);
		this.group = group;
		this.required = required;
		this.subclass = createSubclass(methods);
	}

	/**
	 * Whether classes can be made. Those that are made at build time are those of
	 * standard proxies.
	 */
	static boolean isPossible() {
		return !NativeDetector.inNativeImage() && !AotDetector.useGeneratedArtifacts();
	}

	/**
	 * Whether the class of a type can be made, so that its beans are written to streams
	 * as before. What suspending functions return, only a standard proxy can make.
	 */
	static boolean isPossible(GateMethods methods) {
		Class<?> type = methods.type();
		return isPossible() && ClassUtils.isVisible(ReplacedWhenWritten.class, type.getClassLoader())
				&& (!Serializable.class.isAssignableFrom(type) || BeanFields.isMovable(type))
				&& methods.failpoints().stream().noneMatch(KotlinDetector::isSuspendingFunction);
	}

	/**
	 * A {@link org.springframework.cglib.proxy.Factory} is made without an index of all
	 * methods, which may become too large, but its own methods are properties of the
	 * bean.
	 */
	private static Class<?> createSubclass(InPlaceMethods methods) {
		Class<?> type = methods.type();
		Enhancer enhancer = new Enhancer();
		enhancer.setClassLoader(type.getClassLoader());
		enhancer.setSuperclass(type);
		enhancer.setInterfaces(
				Serializable.class.isAssignableFrom(type) ? new Class<?>[] { ReplacedWhenWritten.class } : null);
		enhancer.setUseFactory(InPlaceNeed.isTooLarge(type));
		enhancer.setNamingPolicy(SpringNamingPolicy.INSTANCE);
		enhancer.setAttemptLoad(false);
		enhancer.setStrategy(new ClassLoaderAwareGeneratorStrategy(type.getClassLoader()));
		enhancer.setCallbackTypes(CALLBACKS);
		enhancer.setCallbackFilter(methods);
		try {
			return enhancer.createClass();
		}
		catch (CodeGenerationException | IllegalArgumentException ex) {
			throw new AopConfigException("Class " + type.getName() + " cannot be extended", ex);
		}
	}

	/**
	 * The constructor that stands for one of the type, or {@code null} if that is
	 * private.
	 */
	@Nullable Constructor<?> constructor(Constructor<?> constructor) {
		try {
			return this.subclass.getDeclaredConstructor(constructor.getParameterTypes());
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	Object instantiate(Constructor<?> constructor, @Nullable Object... arguments) {
		return activate(BeanUtils.instantiateClass(constructor, arguments));
	}

	/**
	 * Give an object that others have made to this class: a new one with its state takes
	 * its place, unless somebody may know the old one already.
	 * @param others what had to do with its making
	 * @return the new object, or the given one
	 */
	Object adopt(Object bean, Collection<? extends @Nullable Object> others) {
		if (!this.required || !BeanFields.isMovable(this.type) || ObjectGraph.mayReferTo(bean, others)) {
			return bean;
		}
		Object adopted = BeanFields.instantiate(this.subclass);
		BeanFields.copy(this.type, bean, adopted);
		return activate(adopted);
	}

	private Object activate(Object bean) {
		ReflectionUtils.setField(callback(InPlaceMethods.FAILPOINTS), bean, new InPlaceInterceptor(this, this.group));
		ReflectionUtils.setField(callback(InPlaceMethods.SERIALIZATION), bean, new PlainTwin(this.type));
		return bean;
	}

	/**
	 * What reaches the failpoints of a bean, or {@code null} if it is not of this class.
	 */
	@Nullable InPlaceInterceptor interceptor(Object bean) {
		return (bean.getClass() == this.subclass)
				? (InPlaceInterceptor) ReflectionUtils.getField(callback(InPlaceMethods.FAILPOINTS), bean) : null;
	}

	private Field callback(int index) {
		Field field = Objects
			.requireNonNull(ReflectionUtils.findField(this.subclass, "CGLIB$CALLBACK_" + index, CALLBACKS[index]));
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	List<FailpointInterceptor> advice() {
		return this.advice;
	}

	/**
	 * What runs the code of a method, past the failpoints.
	 */
	Method original(Method method, MethodProxy proxy) {
		Method known = this.originals.get(method);
		return (known != null) ? known : this.originals.computeIfAbsent(method, (key) -> find(key, proxy));
	}

	private Method find(Method method, MethodProxy proxy) {
		return Objects.requireNonNull(
				ReflectionUtils.findMethod(this.subclass, proxy.getSuperName(), method.getParameterTypes()));
	}

}
