package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FailpointAnnotationBeanPostProcessor}.
 */
class FailpointAnnotationBeanPostProcessorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class));

	@Test
	void methodReachesFailpointThatIsEnabled() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			Orders orders = context.getBean(Orders.class);
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			assertThat(AopUtils.isAopProxy(orders)).isTrue();
			assertThat(orders.place("book")).isEqualTo(1);
			registry.enable("orders.place", "1*throw(IllegalStateException)->return(42)");
			assertThatIllegalStateException().isThrownBy(() -> orders.place("book"))
				.withMessage("failpoint orders.place");
			assertThat(orders.place("book")).isEqualTo(42);
			registry.disable("orders.place");
			assertThat(orders.place("book")).isEqualTo(1);
		});
	}

	@Test
	void beanWithoutFailpointIsNotProxied() {
		this.contextRunner.withBean(Plain.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Plain.class))).isFalse());
	}

	static class Orders {

		@Failpoint("orders.place")
		int place(String item) {
			return 1;
		}

	}

	static class Plain {

	}

}
