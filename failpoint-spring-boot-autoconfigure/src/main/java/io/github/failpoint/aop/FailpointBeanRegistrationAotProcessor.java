package io.github.failpoint.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.github.failpoint.annotation.Failpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Has native images keep what the failpoints of a bean look at: the annotations and where
 * they stand, the types of values to return, and the checked exceptions that may be
 * thrown.
 */
final class FailpointBeanRegistrationAotProcessor implements BeanRegistrationAotProcessor {

	private final FailpointAttributes attributes = new FailpointAttributes();

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		Method factoryMethod = registeredBean.getMergedBeanDefinition().getResolvedFactoryMethod();
		DefinedFailpoints defined = new BeanDefinitions(registeredBean.getBeanFactory()).find(type,
				registeredBean.getBeanName(), false);
		Set<Method> methods = this.attributes.find(type, defined.attributes()).keySet();
		return methods.isEmpty() ? null : (context, code) -> {
			ReflectionHints hints = context.getRuntimeHints().reflection();
			register(type, methods, hints);
			if (factoryMethod != null) {
				registerAnnotations(MergedAnnotations.from(factoryMethod, SearchStrategy.TYPE_HIERARCHY), hints);
			}
		};
	}

	private void register(Class<?> type, Set<Method> methods, ReflectionHints hints) {
		hierarchy(type).forEach((declaring) -> hints.registerType(declaring, MemberCategory.INVOKE_DECLARED_METHODS));
		registerAnnotations(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY), hints);
		for (Method method : methods) {
			registerAnnotations(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY), hints);
			this.binding.registerReflectionHints(hints, TypeAdviceFactory.returnType(method, type));
			for (Class<?> exception : method.getExceptionTypes()) {
				hints.registerType(exception, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
			}
		}
	}

	private static Stream<Class<?>> hierarchy(Class<?> type) {
		Set<Class<?>> hierarchy = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(type));
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			hierarchy.add(current);
		}
		return hierarchy.stream().filter((declaring) -> declaring != Object.class);
	}

	/**
	 * An annotation of the user's own that carries {@link Failpoint} is read as well.
	 */
	private static void registerAnnotations(MergedAnnotations annotations, ReflectionHints hints) {
		annotations.stream(Failpoint.class)
			.map(MergedAnnotation::getMetaTypes)
			.flatMap(java.util.List::stream)
			.forEach((annotation) -> register(annotation, hints));
	}

	private static void register(Class<? extends Annotation> annotation, ReflectionHints hints) {
		hints.registerType(annotation, MemberCategory.INVOKE_DECLARED_METHODS);
	}

}
