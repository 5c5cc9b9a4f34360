package io.github.failpoint.aop;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Methods whose failpoints can never act, each to be told of once.
 */
final class UnreachableFailpoints {

	private static final Log logger = LogFactory.getLog(FailpointAnnotationBeanPostProcessor.class);

	private final Set<Examined> examined = ConcurrentHashMap.newKeySet();

	private final Set<Unreachable> known = ConcurrentHashMap.newKeySet();

	private final Set<Unreachable> untold = ConcurrentHashMap.newKeySet();

	/**
	 * Look at a bean, of the many that share its class only at one.
	 */
	void examine(TypeAdvice advice, Object bean) {
		if (this.examined.add(new Examined(advice.type(), bean.getClass()))) {
			add(advice.unreachable());
			add(advice.bypassedBy(bean));
		}
	}

	void add(Collection<Unreachable> unreachable) {
		unreachable.stream().filter(this.known::add).forEach(this.untold::add);
	}

	/**
	 * Tell of each failpoint in a line of its own, and who asks for its name.
	 */
	void tell(FailpointRegistry registry) {
		List<Unreachable> told = this.untold.stream().filter(this.untold::remove).toList();
		told.stream().map(Unreachable::site).forEach(registry::declareUnreachable);
		told.stream()
			.sorted(Comparator.comparing((Unreachable unreachable) -> unreachable.site().name())
				.thenComparing((unreachable) -> unreachable.site().description()))
			.map(Unreachable::line)
			.distinct()
			.forEach(logger::warn);
	}

	private record Examined(Class<?> type, Class<?> beanClass) {

	}

}
