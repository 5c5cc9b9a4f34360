package io.github.failpoint.autoconfigure;

import java.util.Set;

import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.environment.AllowedExceptions;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Has native images keep the annotation and the exceptions that may be thrown from
 * outside, with those that the properties of the build allow.
 */
final class FailpointAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public BeanFactoryInitializationAotContribution processAheadOfTime(ConfigurableListableBeanFactory beanFactory) {
		ConfigurableEnvironment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				ConfigurableEnvironment.class);
		Set<Class<? extends Throwable>> exceptions = AllowedExceptions
			.allow(FailpointPolicy.defaults(), environment, beanFactory.getBeanClassLoader())
			.exceptions();
		return (context, code) -> register(exceptions, context.getRuntimeHints().reflection());
	}

	private static void register(Set<Class<? extends Throwable>> exceptions, ReflectionHints hints) {
		hints.registerType(Failpoint.class, MemberCategory.INVOKE_DECLARED_METHODS);
		hints.registerType(Failpoint.List.class, MemberCategory.INVOKE_DECLARED_METHODS);
		exceptions.forEach((type) -> hints.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
	}

}
