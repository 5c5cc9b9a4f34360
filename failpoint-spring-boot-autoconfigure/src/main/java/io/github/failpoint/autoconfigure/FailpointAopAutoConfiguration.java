package io.github.failpoint.autoconfigure;

import feign.Capability;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;
import io.github.failpoint.aop.FeignFailpoints;
import io.github.failpoint.aop.MessageListenerBeanPostProcessor;
import io.github.failpoint.convert.ValueConverter;
import io.github.failpoint.environment.AllowedValues;
import io.github.failpoint.value.SpringValueConverter;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for failpoints around beans.
 *
 * @since 0.1.0
 * @see Failpoint
 */
@AutoConfiguration(after = FailpointAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "failpoint.enabled", matchIfMissing = true)
public final class FailpointAopAutoConfiguration {

	@Bean
	@ConditionalOnBean(FailpointRegistry.class)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static FailpointAnnotationBeanPostProcessor failpointAnnotationBeanPostProcessor(Environment environment) {
		Binder binder = Binder.get(environment);
		FailpointProperties.Aop aop = binder.bindOrCreate("failpoint.aop", FailpointProperties.Aop.class);
		boolean proxyTargetClass = binder.bind("spring.aop.proxy-target-class", Boolean.class).orElse(true);
		return new FailpointAnnotationBeanPostProcessor(aop.position().toAnnotation(), proxyTargetClass, aop.gate());
	}

	@Bean
	@ConditionalOnBean(value = FailpointAnnotationBeanPostProcessor.class, search = SearchStrategy.CURRENT)
	static MessageListenerBeanPostProcessor failpointMessageListenerBeanPostProcessor(
			FailpointAnnotationBeanPostProcessor failpoints) {
		return new MessageListenerBeanPostProcessor(failpoints);
	}

	/**
	 * Asked after those of the application, and for all that these leave to others.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ValueConverter failpointValueConverter(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		return new SpringValueConverter(beanFactory, () -> OwnPackages.of(beanFactory), AllowedValues.of(environment));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Capability.class)
	@ConditionalOnBean(FailpointRegistry.class)
	static final class FeignConfiguration {

		@Bean
		FeignFailpoints failpointFeignCapability(FailpointAnnotationBeanPostProcessor failpoints) {
			return new FeignFailpoints(failpoints);
		}

	}

}
