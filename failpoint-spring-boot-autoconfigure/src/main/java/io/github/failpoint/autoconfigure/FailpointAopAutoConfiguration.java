package io.github.failpoint.autoconfigure;

import io.github.failpoint.ValueConverter;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;
import io.github.failpoint.aop.SpringValueConverter;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
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
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static FailpointAnnotationBeanPostProcessor failpointAnnotationBeanPostProcessor(Environment environment) {
		FailpointProperties.Aop.Position position = Binder.get(environment)
			.bind("failpoint.aop.position", FailpointProperties.Aop.Position.class)
			.orElse(FailpointProperties.Aop.Position.INNERMOST);
		boolean proxyTargetClass = environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true);
		boolean gate = environment.getProperty("failpoint.aop.gate", Boolean.class, true);
		return new FailpointAnnotationBeanPostProcessor(position.toAnnotation(), proxyTargetClass, gate);
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
