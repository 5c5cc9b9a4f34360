package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.List;

import io.github.failpoint.FailpointSite;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * What is put around the beans of one type.
 *
 * @param type the type
 * @param sites the sites that its methods declare
 * @param processors what adds the advice, for each position that occurs
 * @param advised the methods with advice
 * @param unreachable the annotated methods that no proxy can intercept
 */
record TypeAdvice(Class<?> type, List<FailpointSite> sites, List<FailpointAdvisingPostProcessor> processors,
		List<Method> advised, List<Method> unreachable) {

	static TypeAdvice none(Class<?> type) {
		return new TypeAdvice(type, List.of(), List.of(), List.of(), List.of());
	}

	boolean isEmpty() {
		return this.advised.isEmpty() && this.unreachable.isEmpty();
	}

	Object apply(Object bean, String beanName) {
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
