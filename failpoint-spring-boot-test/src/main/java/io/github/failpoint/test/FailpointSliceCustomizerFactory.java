package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * {@link ContextCustomizerFactory} that brings failpoints into test slices, which take
 * only the auto-configurations that they know. Registered in {@code spring.factories}.
 */
final class FailpointSliceCustomizerFactory implements ContextCustomizerFactory {

	private static final String AUTO_CONFIGURATION = "io.github.failpoint.autoconfigure.FailpointAutoConfiguration";

	private static final String SLICE = "org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration";

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configuration) {
		boolean present = ClassUtils.isPresent(AUTO_CONFIGURATION, getClass().getClassLoader());
		return (present && isSlice(testClass)) ? new FailpointSliceCustomizer() : null;
	}

	private static boolean isSlice(Class<?> testClass) {
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			MergedAnnotation<?> override = MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).get(SLICE);
			if (override.isPresent()) {
				return !override.getBoolean("enabled");
			}
		}
		return false;
	}

	/**
	 * All are equal, or tests would share no context.
	 */
	record FailpointSliceCustomizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
				registry.registerBeanDefinition(FailpointSliceConfiguration.class.getName(),
						new AnnotatedGenericBeanDefinition(FailpointSliceConfiguration.class));
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class })
	static final class FailpointSliceConfiguration {

	}

}
