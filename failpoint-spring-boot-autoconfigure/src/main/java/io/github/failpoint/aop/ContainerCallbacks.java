package io.github.failpoint.aop;

import java.io.Closeable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Recognises the methods that the container calls on the bean itself, past its proxy.
 */
final class ContainerCallbacks {

	private static final String DEFINED = "the container calls it on the bean itself, when it initialises or destroys it";

	private static final String INJECTED = "the container injects through it, into the bean itself";

	private static final String BOUND = "properties are bound through it, to the bean itself";

	private static final Set<String> LIFECYCLE = Set.of("jakarta.annotation.PostConstruct",
			"jakarta.annotation.PreDestroy", "javax.annotation.PostConstruct", "javax.annotation.PreDestroy");

	private static final Set<String> INJECTION = Set.of("org.springframework.beans.factory.annotation.Autowired",
			"org.springframework.beans.factory.annotation.Value", "jakarta.inject.Inject", "javax.inject.Inject",
			"jakarta.annotation.Resource", "jakarta.ejb.EJB", "jakarta.persistence.PersistenceContext",
			"jakarta.persistence.PersistenceUnit");

	/**
	 * Somebody else calls what carries one of these, through the proxy.
	 */
	private static final Set<String> CALLED = Set.of("org.springframework.scheduling.annotation.Scheduled",
			"org.springframework.context.event.EventListener", "org.springframework.web.bind.annotation.RequestMapping",
			"org.springframework.messaging.handler.annotation.MessageMapping",
			"org.springframework.jmx.export.annotation.ManagedOperation",
			"org.springframework.jmx.export.annotation.ManagedAttribute");

	private static final String CONFIGURATION_PROPERTIES = "org.springframework.boot.context.properties.ConfigurationProperties";

	private static final List<Class<?>> INTERFACES = List.of(InitializingBean.class, DisposableBean.class, Aware.class);

	private ContainerCallbacks() {
	}

	/**
	 * Return why calls of a method are those of the container, in a clause.
	 * @return the reason, or {@code null} if others may call it
	 */
	static @Nullable String reason(Class<?> type, Method method, DefinedFailpoints defined) {
		Set<String> annotations = annotations(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY));
		if (annotations.stream().anyMatch(CALLED::contains) || isOf(type, method, ContainerCallbacks::isOfOthers)) {
			return null;
		}
		if (defined.isCallback(method) || annotations.stream().anyMatch(LIFECYCLE::contains)
				|| isOf(type, method, ContainerCallbacks::isCallback)) {
			return DEFINED;
		}
		if (annotations.stream().anyMatch(INJECTION::contains)) {
			return INJECTED;
		}
		return isBound(type, method) ? BOUND : null;
	}

	private static boolean isBound(Class<?> type, Method method) {
		return method.getName().startsWith("set") && method.getParameterCount() == 1
				&& annotations(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY))
					.contains(CONFIGURATION_PROPERTIES);
	}

	private static Set<String> annotations(MergedAnnotations annotations) {
		return annotations.stream().map(MergedAnnotation::getType).map(Class::getName).collect(Collectors.toSet());
	}

	static boolean isCallback(Class<?> owner) {
		return INTERFACES.stream().anyMatch((callback) -> callback.isAssignableFrom(owner));
	}

	/**
	 * Whether an interface is called by others than the container, through the proxy.
	 */
	private static boolean isOfOthers(Class<?> owner) {
		return !isCallback(owner) && owner != AutoCloseable.class && owner != Closeable.class;
	}

	/**
	 * Whether such an interface of a type declares a method.
	 */
	static boolean isOf(Class<?> type, Method method, Predicate<Class<?>> owner) {
		return ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.flatMap((candidate) -> Stream.of(candidate.getMethods()))
			.filter((declared) -> declared.getName().equals(method.getName())
					&& Arrays.equals(declared.getParameterTypes(), method.getParameterTypes()))
			.map(Method::getDeclaringClass)
			.anyMatch((declaring) -> declaring != type && owner.test(declaring));
	}

}
