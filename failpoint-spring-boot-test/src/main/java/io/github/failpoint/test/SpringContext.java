package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestContext;

/**
 * The application context of a test.
 *
 * @param test the test
 */
record SpringContext(TestContext test) implements Surroundings {

	private static final boolean MOCKITO = FailpointMockitoCustomizerFactory
		.isPossible(SpringContext.class.getClassLoader());

	/**
	 * A test may close its context, and so the registry.
	 */
	@Override
	public boolean keepRegistry() {
		return this.test.hasApplicationContext()
				&& (!(this.test.getApplicationContext() instanceof ConfigurableApplicationContext context)
						|| context.isActive());
	}

	@Override
	public List<String> obstacles(String name) {
		return (MOCKITO && this.test.hasApplicationContext()) ? mocks(this.test.getApplicationContext(), name)
				: List.of();
	}

	private static List<String> mocks(ApplicationContext context, String name) {
		FailpointAnnotationBeanPostProcessor failpoints = context
			.getBeanProvider(FailpointAnnotationBeanPostProcessor.class)
			.getIfUnique();
		return (failpoints != null && context instanceof ConfigurableApplicationContext configurable)
				? MockBeans.of(configurable.getBeanFactory(), (type) -> failpoints.names(type).contains(name))
				: List.of();
	}

}
