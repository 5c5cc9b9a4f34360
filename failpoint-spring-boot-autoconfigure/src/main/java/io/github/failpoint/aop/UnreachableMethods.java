package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Annotated methods whose failpoints can never act, each to be told of once.
 */
final class UnreachableMethods {

	private static final Log logger = LogFactory.getLog(FailpointAnnotationBeanPostProcessor.class);

	private final Set<Examined> examined = ConcurrentHashMap.newKeySet();

	private final Set<Method> known = ConcurrentHashMap.newKeySet();

	private final Set<Method> untold = ConcurrentHashMap.newKeySet();

	/**
	 * Look at a bean, of the many that share its class only at one.
	 */
	void examine(TypeAdvice advice, Object bean) {
		if (this.examined.add(new Examined(advice.type(), bean.getClass()))) {
			add(advice.unreachable());
			add(advice.bypassedBy(bean));
		}
	}

	private void add(Collection<Method> methods) {
		methods.stream().filter(this.known::add).forEach(this.untold::add);
	}

	void warn() {
		List<Method> methods = this.untold.stream().filter(this.untold::remove).toList();
		if (!methods.isEmpty()) {
			logger.warn("@Failpoint has no effect on " + described(methods)
					+ ": calls of private, static and final methods, of package-private methods of another package, "
					+ "of classes that cannot be extended, of methods that no proxied interface has and of beans that "
					+ "the registry itself needs cannot be intercepted, and some results, such as a ScheduledFuture, "
					+ "cannot be made. " + "Call FailpointRegistry.failpoint(name).hit() there instead.");
		}
	}

	private static String described(List<Method> methods) {
		Set<String> names = new TreeSet<>();
		methods.forEach((method) -> names.add(method.getDeclaringClass().getName() + "." + method.getName()));
		return String.join(", ", names);
	}

	private record Examined(Class<?> type, Class<?> beanClass) {

	}

}
