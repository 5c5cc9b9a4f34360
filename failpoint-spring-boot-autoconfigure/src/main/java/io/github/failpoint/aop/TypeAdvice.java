package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.failpoint.FailpointSite;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * What is put around the beans of one type.
 *
 * @param type the type
 * @param sites the sites that its methods declare
 * @param proxying how its beans get the advice
 * @param advised the methods with advice, and the names of their failpoints
 * @param unreachable the annotated methods that no proxy can intercept
 * @param isListener whether its methods listen to messages
 */
record TypeAdvice(Class<?> type, List<FailpointSite> sites, Proxying proxying, Map<Method, Set<Label>> advised,
		List<Unreachable> unreachable, boolean isListener) {

	/**
	 * What is put around the beans of a type without failpoints.
	 */
	static final TypeAdvice NONE = unreachable(Object.class, List.of());

	static TypeAdvice unreachable(Class<?> type, List<Unreachable> unreachable) {
		return new TypeAdvice(type, List.of(), Proxying.NONE, Map.of(), unreachable, false);
	}

	boolean isEmpty() {
		return this.advised.isEmpty() && this.unreachable.isEmpty();
	}

	/**
	 * Return what is put around the beans if others reach what is innermost behind them.
	 */
	TypeAdvice outermost() {
		return new TypeAdvice(this.type, this.sites, this.proxying.outermost(), this.advised, this.unreachable,
				this.isListener);
	}

	/**
	 * The names of failpoints whose annotations stand at interfaces of the type.
	 */
	Set<String> inherited() {
		Set<String> names = new HashSet<>();
		this.advised.forEach((method, labels) -> {
			if (this.type.isInterface() || !FailpointAttributes.isAt(method)) {
				labels.forEach((label) -> names.add(label.name()));
			}
		});
		return names;
	}

	/**
	 * The present settings that do not fit the sites.
	 */
	List<FailpointMismatchException> mismatches() {
		return this.sites.stream().flatMap((site) -> FailpointMismatchException.of(site).stream()).toList();
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
		if (this.proxying.isReachedBehind(bean)) {
			return (method) -> null;
		}
		if (!AopUtils.isAopProxy(bean)) {
			String harm = this.proxying.harm();
			return (method) -> (harm != null) ? harm : Reachability.inextensible(this.type);
		}
		if (!AopUtils.isJdkDynamicProxy(bean)) {
			return (method) -> InPlaceNeed.isHiddenInside(this.type, method) ? Reachability.INSIDE
					: Reachability.obstacle(this.type, method, false);
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
