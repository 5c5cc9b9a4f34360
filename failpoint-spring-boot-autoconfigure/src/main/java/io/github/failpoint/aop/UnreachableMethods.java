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

	private final Set<Method> known = ConcurrentHashMap.newKeySet();

	private final Set<Method> untold = ConcurrentHashMap.newKeySet();

	void add(Collection<Method> methods) {
		methods.stream().filter(this.known::add).forEach(this.untold::add);
	}

	void warn() {
		List<Method> methods = List.copyOf(this.untold);
		if (!methods.isEmpty()) {
			methods.forEach(this.untold::remove);
			logger.warn("@Failpoint has no effect on " + described(methods)
					+ ": calls of private, static and final methods, of final classes and of methods that no proxied "
					+ "interface has cannot be intercepted. Call FailpointRegistry.failpoint(name).hit() there instead.");
		}
	}

	private static String described(List<Method> methods) {
		Set<String> names = new TreeSet<>();
		methods.forEach((method) -> names.add(method.getDeclaringClass().getName() + "." + method.getName()));
		return String.join(", ", names);
	}

}
