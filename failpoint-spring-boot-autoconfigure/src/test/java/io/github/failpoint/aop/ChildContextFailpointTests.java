package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for failpoints of beans in parent and child contexts.
 */
class ChildContextFailpointTests {

	@Test
	void childUsesTheRegistryOfItsParentAndItsBeansAreAdvised() {
		try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Parent.class)
			.web(WebApplicationType.NONE)
			.child(Child.class)
			.web(WebApplicationType.NONE)
			.run(); ConfigurableApplicationContext parent = (ConfigurableApplicationContext) child.getParent()) {
			FailpointRegistry registry = child.getBean(FailpointRegistry.class);
			assertThat(parent).isNotNull();
			assertThat(registry).isSameAs(parent.getBean(FailpointRegistry.class));
			registry.enable("service", "return(5)");
			assertThat(parent.getBean("ofParent", Service.class).run()).isEqualTo(5);
			assertThat(child.getBean("ofChild", Service.class).run()).isEqualTo(5);
			assertThat(registry.status("service").orElseThrow().evaluations()).isEqualTo(2);
		}
	}

	@Test
	void siblingsShareTheRegistryOfTheirParent() {
		SpringApplicationBuilder child = new SpringApplicationBuilder(Parent.class).web(WebApplicationType.NONE)
			.child(Child.class)
			.web(WebApplicationType.NONE);
		try (ConfigurableApplicationContext first = child.run();
				ConfigurableApplicationContext second = child.sibling(Child.class).web(WebApplicationType.NONE).run()) {
			first.getBean(FailpointRegistry.class).enable("service", "return(5)");
			assertThat(second.getBean("ofChild", Service.class).run()).isEqualTo(5);
		}
	}

	@Test
	void contextsThatAreNotRelatedDoNotSeeEachOther() {
		try (ConfigurableApplicationContext first = new SpringApplicationBuilder(Parent.class)
			.web(WebApplicationType.NONE)
			.run();
				ConfigurableApplicationContext second = new SpringApplicationBuilder(Parent.class)
					.web(WebApplicationType.NONE)
					.run()) {
			first.getBean(FailpointRegistry.class).enable("service", "return(5)");
			assertThat(first.getBean(Service.class).run()).isEqualTo(5);
			assertThat(second.getBean(Service.class).run()).isEqualTo(1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class })
	static class Parent {

		@Bean
		Service ofParent() {
			return new Service();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class })
	static class Child {

		@Bean
		Service ofChild() {
			return new Service();
		}

	}

	static class Service {

		@Failpoint("service")
		public int run() {
			return 1;
		}

	}

}
