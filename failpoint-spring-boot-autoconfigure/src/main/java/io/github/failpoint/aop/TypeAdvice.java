package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.failpoint.FailpointSite;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * What is put around the beans of one type.
 *
 * @param type the type
 * @param sites the sites that its methods declare
 * @param gates what makes gates for beans without a proxy, or {@code null}
 * @param processors what adds the advice otherwise, for each position that occurs
 * @param advised the methods with advice, and the names of their failpoints
 * @param unreachable the annotated methods that no proxy can intercept
 * @param isListener whether its methods listen to messages
 */
record TypeAdvice(Class<?> type, List<FailpointSite> sites, @Nullable GateProxyFactory gates,
		List<FailpointAdvisingPostProcessor> processors, Map<Method, Set<Label>> advised, List<Unreachable> unreachable,
		boolean isListener) {

	private static final Log logger = LogFactory.getLog(TypeAdvice.class);

	/**
	 * What is put around the beans of a type without failpoints.
	 */
	static final TypeAdvice NONE = unreachable(Object.class, List.of());

	static TypeAdvice unreachable(Class<?> type, List<Unreachable> unreachable) {
		return new TypeAdvice(type, List.of(), null, List.of(), Map.of(), unreachable, false);
	}

	boolean isEmpty() {
		return this.advised.isEmpty() && this.unreachable.isEmpty();
	}

	/**
	 * The present settings that do not fit the sites.
	 */
	List<FailpointMismatchException> mismatches() {
		return this.sites.stream().flatMap((site) -> FailpointMismatchException.of(site).stream()).toList();
	}

	/**
	 * Advise a bean, unless its class cannot be extended: sealed, or with private
	 * constructors only.
	 */
	Object apply(Object bean, String beanName) {
		try {
			if (this.gates != null && this.gates.accepts(bean) && this.processors.get(0).proxiesClass(bean, beanName)) {
				return this.gates.createGate(bean);
			}
			return applyProcessors(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.debug("Bean '" + beanName + "' cannot be proxied", ex);
			return bean;
		}
	}

	private Object applyProcessors(Object bean, String beanName) {
		Object result = bean;
		for (FailpointAdvisingPostProcessor processor : this.processors) {
			result = processor.postProcessAfterInitialization(result, beanName);
		}
		return result;
	}

	/**
	 * The methods with advice that calls of the given bean do not reach.
	 */
	List<Unreachable> bypassedBy(Object bean) {
		Function<Method, @Nullable String> obstacle = obstacle(bean);
		List<Unreachable> bypassed = new ArrayList<>();
		List<Label> reached = new ArrayList<>();
		this.advised.forEach((method, labels) -> {
			String reason = obstacle.apply(method);
			if (reason != null) {
				labels.forEach((label) -> bypassed.add(Unreachable.of(label, this.type, method, reason)));
			}
			else {
				reached.addAll(labels);
			}
		});
		return Unreachable.withoutFew(bypassed, reached);
	}

	private Function<Method, @Nullable String> obstacle(Object bean) {
		if (!AopUtils.isAopProxy(bean)) {
			return (method) -> Reachability.inextensible(this.type);
		}
		if (!AopUtils.isJdkDynamicProxy(bean)) {
			return (method) -> Reachability.obstacle(this.type, method, false);
		}
		Set<Method> exposed = exposedBy(bean);
		return (method) -> exposed.contains(method) ? null : Reachability.UNEXPOSED;
	}

	private Set<Method> exposedBy(Object proxy) {
		Set<Method> exposed = new HashSet<>();
		for (Class<?> implemented : ClassUtils.getAllInterfaces(proxy)) {
			for (Method method : implemented.getMethods()) {
				exposed.add(AopUtils.getMostSpecificMethod(method, this.type));
			}
		}
		return exposed;
	}

}
