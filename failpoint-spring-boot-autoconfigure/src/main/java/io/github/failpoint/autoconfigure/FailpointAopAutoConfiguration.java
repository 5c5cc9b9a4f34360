package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.ValueConverter;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;
import io.github.failpoint.aop.MessageListenerBeanPostProcessor;
import io.github.failpoint.aop.SpringValueConverter;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.format.datetime.standard.DateTimeFormatterRegistrar;

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

	@Bean
	@ConditionalOnMissingBean
	ValueConverter failpointValueConverter(ConfigurableListableBeanFactory beanFactory) {
		return new SpringValueConverter(() -> conversionService(beanFactory), beanFactory);
	}

	/**
	 * The application's converters and formatters, dates as ISO writes them, and
	 * durations as properties do.
	 */
	private static ConversionService conversionService(ConfigurableListableBeanFactory beanFactory) {
		ApplicationConversionService service = new ApplicationConversionService();
		DateTimeFormatterRegistrar dates = new DateTimeFormatterRegistrar();
		dates.setUseIsoFormat(true);
		dates.registerFormatters(service);
		ApplicationConversionService.addApplicationConverters(service);
		ApplicationConversionService.addBeans(service, beanFactory);
		return service;
	}

}
