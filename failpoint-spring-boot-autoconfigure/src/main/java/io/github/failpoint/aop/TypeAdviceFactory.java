package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.failpoint.FailpointGroup;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSite;
import io.github.failpoint.SiteSignature;
import io.github.failpoint.annotation.Failpoint.Position;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;

/**
 * Declares the sites of a type and makes the advice that reaches them.
 */
final class TypeAdviceFactory {

	private static final Log logger = LogFactory.getLog(TypeAdviceFactory.class);

	private final FailpointRegistry registry;

	private final ConfigurableBeanFactory beanFactory;

	private final FailpointNames names;

	private final ClassLoader classLoader;

	private final ProxyConfig proxyConfig;

	private final Position position;

	private final boolean gate;

	private final List<FailpointInvocationFilter> filters;

	private final EventLoopHandlers eventLoopHandlers;

	TypeAdviceFactory(FailpointRegistry registry, ConfigurableBeanFactory beanFactory, FailpointNames names,
			ClassLoader classLoader, ProxyConfig proxyConfig, Position position, boolean gate) {
		this.registry = registry;
		this.beanFactory = beanFactory;
		this.names = names;
		this.classLoader = classLoader;
		this.proxyConfig = proxyConfig;
		this.position = position;
		this.gate = gate;
		this.eventLoopHandlers = new EventLoopHandlers(beanFactory);
		this.filters = beanFactory.getBeanProvider(FailpointInvocationFilter.class).orderedStream().toList();
	}

	FailpointRegistry registry() {
		return this.registry;
	}

	TypeAdvice create(Class<?> type, Map<Method, List<FailpointAttribute>> attributes, boolean byInterfaces,
			DefinedFailpoints defined) {
		Map<Method, List<FailpointAttribute>> advised = new LinkedHashMap<>();
		List<Unreachable> unreachable = new ArrayList<>();
		attributes.forEach((method, all) -> {
			List<FailpointAttribute> possible = possible(type, method, all);
			String obstacle = Reachability.obstacle(type, method, byInterfaces, defined);
			if (obstacle == null && !possible.isEmpty()) {
				advised.put(method, possible);
			}
			else {
				String reason = (obstacle != null) ? obstacle : Reachability.UNRETURNABLE;
				this.names.find(type, method, all, defined)
					.forEach((label) -> unreachable.add(Unreachable.of(label, type, method, reason)));
			}
		});
		Map<Method, Set<Label>> labels = new LinkedHashMap<>();
		advised.forEach((method, all) -> labels.put(method, this.names.find(type, method, all, defined)));
		return create(type, advised, labels, unreachable, byInterfaces);
	}

	private TypeAdvice create(Class<?> type, Map<Method, List<FailpointAttribute>> advised,
			Map<Method, Set<Label>> labels, List<Unreachable> unreachable, boolean byInterfaces) {
		Map<Method, MethodFailpoints> innermost = declare(type, advised, Position.INNERMOST);
		Map<Method, MethodFailpoints> outermost = declare(type, advised, Position.OUTERMOST);
		List<FailpointSite> sites = Stream.of(innermost, outermost)
			.flatMap((failpoints) -> failpoints.values().stream())
			.flatMap(MethodFailpoints::sites)
			.toList();
		FailpointGroup group = this.registry.group(sites);
		List<FailpointAdvisingPostProcessor> processors = new ArrayList<>();
		if (!outermost.isEmpty()) {
			processors.add(processor(type, Position.OUTERMOST, outermost, group));
		}
		if (!innermost.isEmpty()) {
			processors.add(processor(type, Position.INNERMOST, innermost, group));
		}
		GateMethods methods = new GateMethods(type, Set.copyOf(advised.keySet()), deferred(innermost, outermost));
		return new TypeAdvice(type, sites, proxying(methods, processors, group, byInterfaces), labels,
				Unreachable.withoutFew(unreachable, labels.values().stream().flatMap(Set::stream).toList()),
				MessageListeners.isListener(type));
	}

	private Proxying proxying(GateMethods methods, List<FailpointAdvisingPostProcessor> processors,
			FailpointGroup group, boolean byInterfaces) {
		Class<?> type = methods.type();
		String handedOver = ProxyHarm.ofSubclass(type);
		if (handedOver != null) {
			return new Proxying(null, handedOver, null, processors, false);
		}
		return new Proxying(byInterfaces ? null : inPlace(methods, processors, group), ProxyHarm.of(type),
				gates(methods, processors, group), processors, false);
	}

	private @Nullable InPlaceClass inPlace(GateMethods methods, List<FailpointAdvisingPostProcessor> processors,
			FailpointGroup group) {
		Class<?> type = methods.type();
		boolean required = isRequiredInPlace(type, methods.failpoints());
		if (processors.isEmpty() || !InPlaceClass.isPossible(methods) || (!required && ProxyHarm.ofAny(type) == null)) {
			return null;
		}
		try {
			return new InPlaceClass(new InPlaceMethods(type, methods.failpoints()),
					processors.stream().map(FailpointAdvisingPostProcessor::interceptor).toList(),
					methods.deferred().isEmpty() ? group : null, required);
		}
		catch (AopConfigException ex) {
			logger.debug("No bean can be its own proxy", ex);
			return null;
		}
	}

	private static boolean isRequiredInPlace(Class<?> type, Set<Method> methods) {
		return ProxyHarm.of(type) != null || InPlaceNeed.isTooLarge(type)
				|| methods.stream().anyMatch((method) -> InPlaceNeed.isCalledFromInside(type, method));
	}

	private static Set<Method> deferred(Map<Method, MethodFailpoints> innermost,
			Map<Method, MethodFailpoints> outermost) {
		return Stream.of(innermost, outermost)
			.flatMap((failpoints) -> failpoints.entrySet().stream())
			.filter((failpoints) -> failpoints.getValue().manner().isDeferred())
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

	private @Nullable GateProxyFactory gates(GateMethods methods, List<FailpointAdvisingPostProcessor> processors,
			FailpointGroup group) {
		return (this.gate && !processors.isEmpty() && GateProxyFactory.isPossible()) ? new GateProxyFactory(methods,
				processors.stream().map(FailpointAdvisingPostProcessor::advisor).toList(), group) : null;
	}

	/**
	 * An annotation of a type leaves methods out that it cannot be for; one of a method
	 * is a mistake there.
	 */
	private static List<FailpointAttribute> possible(Class<?> type, Method method,
			List<FailpointAttribute> attributes) {
		Class<?> returned = returnedClass(returnType(method, type));
		return attributes.stream()
			.filter((attribute) -> !attribute.ofType() || Manners.isPossible(method, returned, attribute))
			.toList();
	}

	private Map<Method, MethodFailpoints> declare(Class<?> type, Map<Method, List<FailpointAttribute>> attributes,
			Position position) {
		Map<Method, MethodFailpoints> declared = new LinkedHashMap<>();
		attributes.forEach((method, all) -> {
			List<FailpointAttribute> chosen = at(position, all);
			if (!chosen.isEmpty()) {
				declared.put(method, declare(type, method, chosen));
			}
		});
		return declared;
	}

	private List<FailpointAttribute> at(Position position, List<FailpointAttribute> attributes) {
		return attributes.stream().filter((attribute) -> attribute.positionOr(this.position) == position).toList();
	}

	private MethodFailpoints declare(Class<?> type, Method method, List<FailpointAttribute> attributes) {
		SiteSignature signature = signature(method, type);
		Manner manner = Manners.find(method, signature.description(), returnedClass(signature.returnType()),
				attributes);
		SiteSignature site = manner.signalsErrors() ? signature.signallingErrors() : plain(type, method, signature);
		List<FailpointSite> before = new ArrayList<>();
		List<FailpointSite> after = new ArrayList<>();
		Map<FailpointSite, Long> afterElements = new LinkedHashMap<>();
		for (FailpointAttribute attribute : attributes) {
			FailpointSite declared = declare(type, method, attribute, site);
			if (attribute.afterElements() > 0) {
				afterElements.put(declared, attribute.afterElements());
			}
			else {
				(attribute.isAfter() ? after : before).add(declared);
			}
		}
		Collections.reverse(after);
		return new MethodFailpoints(List.copyOf(before), List.copyOf(after), afterElements, manner);
	}

	private SiteSignature plain(Class<?> type, Method method, SiteSignature signature) {
		return this.eventLoopHandlers.contains(type, method) ? signature.holdingEventLoop() : signature;
	}

	private static SiteSignature signature(Method method, Class<?> type) {
		Class<?> value = KotlinReturns.valueClass(method);
		SiteSignature signature = SiteSignature.of(method, type, (value != null) ? value : returnType(method, type));
		return KotlinReturns.isNonNull(method) ? signature.returningNonNull() : signature;
	}

	private static Class<?> returnedClass(Type returnType) {
		return ResolvableType.forType(returnType).resolve(Object.class);
	}

	static Type returnType(Method method, Class<?> type) {
		boolean suspending = KotlinDetector.isSuspendingFunction(method);
		Type declared = suspending ? continued(method) : method.getGenericReturnType();
		return GenericTypeResolver.resolveType(given(declared, type), type);
	}

	/**
	 * A suspending function returns what its continuation takes, a {@code ? super T}.
	 */
	private static Type continued(Method method) {
		Type[] parameters = method.getGenericParameterTypes();
		Type taken = ((ParameterizedType) parameters[parameters.length - 1]).getActualTypeArguments()[0];
		return (taken instanceof WildcardType wildcard) ? wildcard.getLowerBounds()[0] : taken;
	}

	/**
	 * What a type gives for a variable of a supertype, with its own generics: those the
	 * resolver would drop.
	 */
	private static Type given(Type declared, Class<?> type) {
		if (declared instanceof TypeVariable<?> variable
				&& variable.getGenericDeclaration() instanceof Class<?> owner) {
			int index = List.of(owner.getTypeParameters()).indexOf(variable);
			ResolvableType argument = ResolvableType.forClass(type).as(owner).getGeneric(index);
			return (argument != ResolvableType.NONE && owner != type) ? given(argument.getType(), type) : declared;
		}
		return declared;
	}

	private FailpointSite declare(Class<?> type, Method method, FailpointAttribute attribute, SiteSignature signature) {
		String name = this.names.find(type, method, attribute);
		try {
			return this.registry.declare(name, signature);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFailpointException(signature.description(), ex.getMessage(), ex);
		}
	}

	/**
	 * What a deferred manner returns may meet a failpoint that is enabled later.
	 */
	private FailpointAdvisingPostProcessor processor(Class<?> type, Position position,
			Map<Method, MethodFailpoints> failpoints, FailpointGroup group) {
		boolean deferred = failpoints.values().stream().anyMatch((all) -> all.manner().isDeferred());
		FailpointAdvisingPostProcessor processor = new FailpointAdvisingPostProcessor(
				new FailpointInterceptor(type, position, failpoints, deferred ? null : group, this.filters));
		processor.copyFrom(this.proxyConfig);
		processor.setBeanFactory(this.beanFactory);
		processor.setBeanClassLoader(this.classLoader);
		return processor;
	}

}
