package io.github.failpoint.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * {@link ContextCustomizerFactory} that makes failpoints step aside while a spy is
 * stubbed. Registered in {@code spring.factories}.
 */
final class FailpointMockitoCustomizerFactory implements ContextCustomizerFactory {

	private static final List<String> NEEDED = List.of("org.mockito.Mockito",
			"io.github.failpoint.aop.FailpointInvocationFilter");

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configuration) {
		return isPossible(testClass.getClassLoader()) ? new FailpointMockitoCustomizer() : null;
	}

	static boolean isPossible(@Nullable ClassLoader classLoader) {
		return NEEDED.stream().allMatch((type) -> ClassUtils.isPresent(type, classLoader));
	}

	/**
	 * All are equal, or tests would share no context.
	 */
	record FailpointMockitoCustomizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
				RootBeanDefinition definition = new RootBeanDefinition(StubbingFilter.class);
				definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
				registry.registerBeanDefinition(StubbingFilter.class.getName(), definition);
			}
		}

	}

}
