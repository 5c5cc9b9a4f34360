package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.List;

import io.github.failpoint.FailpointSite;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * What is put around the beans of one type.
 *
 * @param type the type
 * @param sites the sites that its methods declare
 * @param gates what makes gates for beans without a proxy, or {@code null}
 * @param processors what adds the advice otherwise, for each position that occurs
 * @param advised the methods with advice
 * @param unreachable the annotated methods that no proxy can intercept
 */
record TypeAdvice(Class<?> type, List<FailpointSite> sites, @Nullable GateProxyFactory gates,
		List<FailpointAdvisingPostProcessor> processors, List<Method> advised, List<Method> unreachable) {

	static TypeAdvice none(Class<?> type) {
		return new TypeAdvice(type, List.of(), null, List.of(), List.of(), List.of());
	}

	boolean isEmpty() {
		return this.advised.isEmpty() && this.unreachable.isEmpty();
	}

	Object apply(Object bean, String beanName) {
		if (this.gates != null && this.gates.accepts(bean) && this.processors.get(0).proxiesClass(bean, beanName)) {
			return this.gates.createGate(bean);
		}
		Object result = bean;
		for (FailpointAdvisingPostProcessor processor : this.processors) {
			result = processor.postProcessAfterInitialization(result, beanName);
		}
		return result;
	}

	/**
	 * The methods with advice that calls of the given proxy do not reach.
	 */
	List<Method> bypassedBy(Object proxy) {
		return !AopUtils.isJdkDynamicProxy(proxy) ? List.of() : this.advised.stream().filter(this::isOfClass).toList();
	}

	private boolean isOfClass(Method method) {
		return !ClassUtils.getInterfaceMethodIfPossible(method, this.type).getDeclaringClass().isInterface();
	}

}
