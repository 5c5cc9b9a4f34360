package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.DecoratingProxy;
import org.springframework.util.ClassUtils;

/**
 * The advice of all types of beans, made once for each.
 */
final class TypeAdvices {

	private static final Log logger = LogFactory.getLog(FailpointAnnotationBeanPostProcessor.class);

	private static final Set<Class<?>> OF_PROXIES = Set.of(SpringProxy.class, Advised.class, DecoratingProxy.class);

	private final Map<AdviceKey, TypeAdvice> advice = new ConcurrentHashMap<>(256);

	private final Map<Class<?>, TypeAdvice> clients = new ConcurrentHashMap<>();

	private final FailpointAttributes attributes;

	private final boolean proxyTargetClass;

	private final BeanDefinitions definitions;

	private final FailpointNames names;

	private final Supplier<@Nullable TypeAdviceFactory> factory;

	private volatile boolean started;

	TypeAdvices(FailpointAttributes attributes, FailpointNames names, boolean proxyTargetClass,
			ConfigurableListableBeanFactory beanFactory, Supplier<@Nullable TypeAdviceFactory> factory) {
		this.attributes = attributes;
		this.proxyTargetClass = proxyTargetClass;
		this.definitions = new BeanDefinitions(beanFactory);
		this.names = names;
		this.factory = factory;
	}

	/**
	 * Find the advice of a bean. Its class counts, and its interfaces where there is no
	 * class that somebody wrote: repositories, HTTP interfaces, lambdas.
	 */
	List<TypeAdvice> find(Object bean, String beanName) {
		List<TypeAdvice> found = new ArrayList<>();
		Class<?> type = typeOf(bean);
		boolean generated = isGenerated(bean.getClass());
		if (!isGenerated(type) && !isBehindAnother(type, beanName)) {
			found.add(find(type, beanName, generated));
		}
		if (generated && found.stream().allMatch(TypeAdvice::isEmpty)) {
			interfacesOf(bean).forEach((implemented) -> found.add(findOfInterface(implemented, beanName)));
		}
		found.removeIf(TypeAdvice::isEmpty);
		return found;
	}

	/**
	 * Find what reaches the innermost failpoints of a client where it calls its server,
	 * and leave them to it: its beans get no more than the outermost.
	 */
	List<FailpointInterceptor> findBehindClient(Class<?> type) {
		TypeAdvice advice = find(type, type.getName(), true);
		if (!advice.isEmpty()) {
			this.clients.put(type, advice.outermost());
		}
		return advice.proxying().innermost();
	}

	private TypeAdvice findOfInterface(Class<?> type, String beanName) {
		TypeAdvice client = this.clients.get(type);
		return (client != null) ? client : find(type, beanName, true);
	}

	private TypeAdvice find(Class<?> type, String beanName, boolean byInterfaces) {
		return find(type, beanName, byInterfaces, false);
	}

	/**
	 * Find the class of beans of a type that are their own proxies.
	 */
	@Nullable InPlaceClass findInPlace(Class<?> type, @Nullable String beanName) {
		return (beanName == null || isBehindAnother(type, beanName)) ? null
				: find(type, beanName, false).proxying().inPlace();
	}

	/**
	 * What the interface of a fragment says is said of the repository, which has it, too;
	 * what that of a client says, not of what takes its place.
	 */
	private boolean isBehindAnother(Class<?> type, String beanName) {
		return this.attributes.isCandidate(type) && !this.attributes.isOwn(type)
				&& (this.definitions.isFragment(beanName) || FeignClients.isImplementedBy(type));
	}

	/**
	 * Find the advice that a bean will have that is not there yet. As long as its class
	 * is not known, neither are the names by default.
	 */
	TypeAdvice predict(Class<?> type, String beanName) {
		return isBehindAnother(type, beanName) ? TypeAdvice.NONE
				: find(type, beanName, type.isInterface(), this.definitions.isOpen(type, beanName));
	}

	private TypeAdvice find(Class<?> type, String beanName, boolean byInterfaces, boolean namedOnly) {
		DefinedFailpoints defined = defined(type, beanName);
		return (defined == DefinedFailpoints.NONE && !this.attributes.isCandidate(type)) ? TypeAdvice.NONE
				: find(new AdviceKey(type, byInterfaces || !this.proxyTargetClass, namedOnly, defined));
	}

	private DefinedFailpoints defined(Class<?> type, String beanName) {
		return this.definitions.find(type, beanName, this.attributes.isCandidate(type));
	}

	private TypeAdvice find(AdviceKey key) {
		TypeAdvice known = this.advice.get(key);
		return (known != null) ? known : inspect(key);
	}

	private TypeAdvice inspect(AdviceKey key) {
		Map<Method, List<FailpointAttribute>> attributes = attributes(key);
		TypeAdviceFactory factory = attributes.isEmpty() ? null : this.factory.get();
		if (factory == null) {
			return attributes.isEmpty() ? TypeAdvice.NONE : unreachable(key, Reachability.NEEDED);
		}
		TypeAdvice advice = factory.create(key.type(), attributes, key.byInterfaces(), key.defined());
		List<FailpointMismatchException> mismatches = this.started ? advice.mismatches() : List.of();
		TypeAdvice earlier = this.advice.putIfAbsent(key, advice);
		if (earlier != null) {
			return earlier;
		}
		mismatches.forEach((mismatch) -> logger.warn(mismatch.getMessage() + ". Calls pass through there"));
		return advice;
	}

	private Map<Method, List<FailpointAttribute>> attributes(AdviceKey key) {
		Map<Method, List<FailpointAttribute>> found = this.attributes.find(key.type(), key.defined().attributes());
		if (!key.namedOnly()) {
			return found;
		}
		Map<Method, List<FailpointAttribute>> named = new LinkedHashMap<>();
		found.forEach((method, all) -> named.put(method,
				all.stream().filter((attribute) -> attribute.name() != null).toList()));
		named.values().removeIf(List::isEmpty);
		return named;
	}

	/**
	 * Find the methods of a bean that has got no advice.
	 * @param reason why it has none, in a clause
	 */
	List<Unreachable> findUnreachable(Object bean, String beanName, String reason) {
		Class<?> type = typeOf(bean);
		List<Class<?>> types = isGenerated(type) ? interfacesOf(bean) : List.of(type);
		return types.stream()
			.filter((candidate) -> !isBehindAnother(candidate, beanName))
			.map((candidate) -> new AdviceKey(candidate, false, false, defined(candidate, beanName)))
			.flatMap((key) -> unreachable(key, reason).unreachable().stream())
			.toList();
	}

	private TypeAdvice unreachable(AdviceKey key, String reason) {
		List<Unreachable> unreachable = new ArrayList<>();
		attributes(key).forEach((method, all) -> this.names.find(key.type(), method, all, key.defined())
			.forEach((label) -> unreachable.add(Unreachable.of(label, key.type(), method, reason))));
		return TypeAdvice.unreachable(key.type(), unreachable);
	}

	private static Class<?> typeOf(Object bean) {
		return ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
	}

	/**
	 * The interfaces, without those that others extend, since what they declare is
	 * inherited, and without those of Spring's proxies.
	 */
	private static List<Class<?>> interfacesOf(Object bean) {
		Set<Class<?>> all = ClassUtils.getAllInterfacesAsSet(bean);
		return all.stream()
			.filter((candidate) -> !OF_PROXIES.contains(candidate))
			.filter((candidate) -> all.stream()
				.noneMatch((other) -> other != candidate && candidate.isAssignableFrom(other)))
			.toList();
	}

	private static boolean isGenerated(Class<?> type) {
		return Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
	}

	/**
	 * Have what does not fit from now on pass through, with a warning.
	 * @return what does not fit now
	 */
	Optional<FailpointMismatchException> start() {
		this.started = true;
		return this.advice.values()
			.stream()
			.flatMap((advice) -> advice.mismatches().stream())
			.min(Comparator.comparing(FailpointMismatchException::toString));
	}

	/**
	 * What the advice of a bean depends on.
	 *
	 * @param type its type
	 * @param byInterfaces whether its proxy stands before final methods, too
	 * @param namedOnly whether only failpoints with a name of their own count
	 * @param defined what its definition says
	 */
	private record AdviceKey(Class<?> type, boolean byInterfaces, boolean namedOnly, DefinedFailpoints defined) {

	}

}
