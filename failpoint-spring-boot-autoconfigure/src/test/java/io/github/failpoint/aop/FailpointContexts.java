package io.github.failpoint.aop;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * Contexts with the auto-configurations of failpoints.
 */
final class FailpointContexts {

	private FailpointContexts() {
	}

	static ApplicationContextRunner runner(Class<?>... moreAutoConfigurations) {
		return new ApplicationContextRunner().withConfiguration(autoConfigurations())
			.withConfiguration(AutoConfigurations.of(moreAutoConfigurations));
	}

	static AutoConfigurations autoConfigurations() {
		return AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class);
	}

	static FailpointRegistry registry(ApplicationContext context) {
		return context.getBean(FailpointRegistry.class);
	}

	/**
	 * The failpoints that beans declare. Static ones stay for as long as the JVM runs,
	 * those of other tests included.
	 */
	static List<String> declaredByBeans(FailpointRegistry registry) {
		return registry.failpoints()
			.stream()
			.filter((status) -> status.sites().stream().anyMatch((site) -> !site.equals("handle")))
			.map(FailpointStatus::name)
			.toList();
	}

	static List<Advisor> advisors(Object bean) {
		return List.of(((Advised) bean).getAdvisors());
	}

	/**
	 * The advice around a bean, the outermost first.
	 */
	static String[] chain(Object bean) {
		return advisors(bean).stream()
			.map((advisor) -> advisor.getAdvice().getClass().getSimpleName())
			.toArray(String[]::new);
	}

}
