package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for failpoints of beans in scopes.
 */
class ScopedFailpointTests {

	@Test
	void beanOfACustomScopeReachesItsFailpointOnce() {
		FailpointContexts.runner().withUserConfiguration(CustomScope.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("cart", "return(5)");
			Cart cart = context.getBean(Cart.class);
			assertThat(cart).isInstanceOf(AopInfrastructureBean.class);
			assertThat(cart.size()).isEqualTo(5);
			assertThat(registry.status("cart").orElseThrow().evaluations()).isEqualTo(1);
			assertThat(registry.status("cart").orElseThrow().sites()).hasSize(1);
		});
	}

	@Test
	void beanThatIsMadeAnewReachesItsFailpoint() {
		FailpointContexts.runner().withUserConfiguration(CustomScope.class).run((context) -> {
			Cart cart = context.getBean(Cart.class);
			assertThat(cart.size()).isZero();
			Object first = AopProxyUtils.getSingletonTarget(context.getBean("scopedTarget.cart"));
			context.getBeanFactory().destroyScopedBean("scopedTarget.cart");
			FailpointContexts.registry(context).enable("cart", "return(5)");
			assertThat(cart.size()).isEqualTo(5);
			assertThat(AopProxyUtils.getSingletonTarget(context.getBean("scopedTarget.cart"))).isNotSameAs(first);
		});
	}

	@Test
	void beansOfARequestAndOfASessionReachTheirFailpoints() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
			.withUserConfiguration(WebScopes.class)
			.run((context) -> {
				RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
				try {
					context.getBean(FailpointRegistry.class).enable("cart", "return(5)");
					assertThat(context.getBean("requestCart", Cart.class).size()).isEqualTo(5);
					assertThat(context.getBean("sessionCart", Cart.class).size()).isEqualTo(5);
				}
				finally {
					RequestContextHolder.resetRequestAttributes();
				}
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomScope {

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Cart cart() {
			return new Cart();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebScopes {

		@Bean
		@RequestScope
		Cart requestCart() {
			return new Cart();
		}

		@Bean
		@SessionScope
		Cart sessionCart() {
			return new Cart();
		}

	}

	static class Cart {

		@Failpoint("cart")
		public int size() {
			return 0;
		}

	}

}
