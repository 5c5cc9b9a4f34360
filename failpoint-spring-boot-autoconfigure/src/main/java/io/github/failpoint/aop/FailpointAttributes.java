package io.github.failpoint.aop;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.failpoint.annotation.Failpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the {@link Failpoint} annotations of a type's methods. The nearest ones count: a
 * method's own before those of the method it overrides, and a method's before its type's.
 */
final class FailpointAttributes {

	private static final Log logger = LogFactory.getLog(FailpointAttributes.class);

	private final Map<Class<?>, Boolean> candidates = new ConcurrentHashMap<>(256);

	Map<Method, List<FailpointAttribute>> find(Class<?> type) {
		return find(type, List.of());
	}

	/**
	 * Find the failpoints of a type whose bean a factory method makes.
	 * @param type the type
	 * @param ofFactoryMethod what the factory method says, for where the type says
	 * nothing
	 */
	Map<Method, List<FailpointAttribute>> find(Class<?> type, List<FailpointAttribute> ofFactoryMethod) {
		boolean candidate = isCandidate(type) || !ofFactoryMethod.isEmpty();
		return candidate ? inspect(type, () -> select(type, ofFactoryMethod), Map.of()) : Map.of();
	}

	/**
	 * Whether a type may have failpoints.
	 */
	boolean isCandidate(Class<?> type) {
		return inspect(type, () -> isCarriedWithin(type), false);
	}

	private static <T> T inspect(Class<?> type, Supplier<T> inspection, T otherwise) {
		try {
			return inspection.get();
		}
		catch (IllegalStateException ex) {
			if (ex.getCause() instanceof LinkageError) {
				logger.debug("Methods of " + type + " cannot be inspected", ex);
				return otherwise;
			}
			throw ex;
		}
	}

	/**
	 * Looking at what each class of a hierarchy declares, once for all that share it, is
	 * far cheaper than searching the hierarchy of every method.
	 */
	private boolean isCarriedWithin(@Nullable Class<?> type) {
		if (type == null || !AnnotationUtils.isCandidateClass(type, Failpoint.class)) {
			return false;
		}
		Boolean known = this.candidates.get(type);
		if (known == null) {
			known = isCarriedBy(type) || isCarriedWithin(type.getSuperclass())
					|| Stream.of(type.getInterfaces()).anyMatch(this::isCarriedWithin);
			this.candidates.put(type, known);
		}
		return known;
	}

	/**
	 * Whether a class says something itself, or its superclasses do, rather than its
	 * interfaces alone.
	 */
	boolean isOwn(Class<?> type) {
		for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
			if (AnnotationUtils.isCandidateClass(declaring, Failpoint.class) && isCarriedBy(declaring)) {
				return true;
			}
		}
		return type.isInterface();
	}

	/**
	 * Whether an annotation stands at a method itself, or at the class that declares it.
	 */
	static boolean isAt(Method method) {
		return isPresent(method) || isPresent(method.getDeclaringClass());
	}

	/**
	 * Default methods of interfaces are listed among those of a class, too.
	 */
	private static boolean isCarriedBy(Class<?> type) {
		return isPresent(type) || Stream.of(ReflectionUtils.getDeclaredMethods(type))
			.anyMatch((method) -> method.getDeclaringClass() == type && isPresent(method));
	}

	/**
	 * Most methods have no annotations at all: searching them would leave something in a
	 * cache for each.
	 */
	private static boolean isPresent(AnnotatedElement element) {
		return element.getDeclaredAnnotations().length > 0
				&& MergedAnnotations.from(element).isPresent(Failpoint.class);
	}

	private static Map<Method, List<FailpointAttribute>> select(Class<?> type,
			List<FailpointAttribute> ofFactoryMethod) {
		List<FailpointAttribute> own = nearest(type);
		List<FailpointAttribute> ofType = own.isEmpty() ? ofFactoryMethod : own;
		MethodIntrospector.MetadataLookup<List<FailpointAttribute>> lookup = (method) -> find(type, method, ofType);
		Map<Method, List<FailpointAttribute>> selected = new LinkedHashMap<>();
		MethodIntrospector.selectMethods(type, lookup)
			.forEach((method, all) -> selected.put(AopUtils.getMostSpecificMethod(method, type), all));
		return selected;
	}

	/**
	 * What stands on a factory method is for the bean that it makes.
	 */
	private static @Nullable List<FailpointAttribute> find(Class<?> type, Method method,
			List<FailpointAttribute> ofType) {
		if (isFactoryMethod(method)) {
			return null;
		}
		List<FailpointAttribute> own = nearest(method);
		if (own.isEmpty() && isCoveredByType(method)) {
			own = ofType.stream().filter((attribute) -> isFor(attribute, type, method)).toList();
		}
		return own.isEmpty() ? null : own;
	}

	private static boolean isFactoryMethod(Method method) {
		return method.getDeclaredAnnotations().length > 0
				&& MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(Bean.class);
	}

	/**
	 * A bean that a factory method makes has methods that are no business of those who
	 * call the bean.
	 */
	private static boolean isFor(FailpointAttribute attribute, Class<?> type, Method method) {
		return attribute.carrier() != FailpointAttribute.Carrier.FACTORY_METHOD
				|| (!isClose(method) && !ContainerCallbacks.isOf(type, method, FailpointAttributes::isOfContainer));
	}

	private static boolean isClose(Method method) {
		return method.getName().equals("close") && method.getParameterCount() == 0;
	}

	private static boolean isOfContainer(Class<?> owner) {
		return ContainerCallbacks.isCallback(owner) || Lifecycle.class.isAssignableFrom(owner) || owner == Phased.class
				|| owner == FactoryBean.class;
	}

	/**
	 * Return what the annotations of a factory method say of the bean that it makes.
	 */
	static List<FailpointAttribute> ofFactoryMethod(Method method) {
		return isFactoryMethod(method) ? nearest(method).stream().map(FailpointAttribute::ofFactoryMethod).toList()
				: List.of();
	}

	private static boolean isCoveredByType(Method method) {
		return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
				&& method.getDeclaringClass() != Object.class && !ReflectionUtils.isObjectMethod(method);
	}

	private static List<FailpointAttribute> nearest(AnnotatedElement element) {
		List<MergedAnnotation<Failpoint>> all = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)
			.stream(Failpoint.class)
			.toList();
		return all.stream()
			.filter((annotation) -> annotation.getAggregateIndex() == all.get(0).getAggregateIndex())
			.map(FailpointAttribute::of)
			.toList();
	}

}
