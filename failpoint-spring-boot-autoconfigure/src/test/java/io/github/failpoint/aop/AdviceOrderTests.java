package io.github.failpoint.aop;

import java.util.concurrent.Future;

import io.github.failpoint.BootLine;
import io.github.failpoint.EnableRetries;
import io.github.failpoint.Retried;
import io.github.failpoint.annotation.Failpoint;
import jakarta.validation.constraints.NotBlank;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the place of failpoints in the chain of advice.
 */
class AdviceOrderTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts
		.runner(AopAutoConfiguration.class, BootLine.DATA_SOURCE, BootLine.TRANSACTION_MANAGER, BootLine.TRANSACTION,
				BootLine.VALIDATION, BootLine.PERSISTENCE_EXCEPTION_TRANSLATION)
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void failpointIsInnermost() {
		this.contextRunner.withUserConfiguration(Advice.class).withBean(Everything.class).run((context) -> {
			String[] chain = FailpointContexts.chain(context.getBean(Everything.class));
			assertThat(chain).endsWith("FailpointInterceptor")
				.containsOnlyOnce("FailpointInterceptor")
				.containsSubsequence("AnnotationAsyncExecutionInterceptor", BootLine.RETRY_INTERCEPTOR)
				.contains("TransactionInterceptor", "CacheInterceptor", "MethodValidationInterceptor",
						"PersistenceExceptionTranslationInterceptor");
		});
	}

	@Test
	void failpointIsInnermostIfTheUserConfigurationComesLast() {
		this.contextRunner.withBean(Everything.class)
			.withConfiguration(AutoConfigurations.of(LateAdvice.class))
			.run((context) -> assertThat(FailpointContexts.chain(context.getBean(Everything.class)))
				.endsWith("FailpointInterceptor"));
	}

	@Test
	void failpointIsOutermostIfTheAnnotationSaysSo() {
		this.contextRunner.withUserConfiguration(Advice.class)
			.withBean(Outer.class)
			.run((context) -> assertThat(FailpointContexts.chain(context.getBean(Outer.class)))
				.startsWith("FailpointInterceptor", "AnnotationAsyncExecutionInterceptor")
				.containsOnlyOnce("FailpointInterceptor"));
	}

	@Test
	void failpointIsOutermostIfThePropertySaysSo() {
		this.contextRunner.withUserConfiguration(Advice.class)
			.withBean(Everything.class)
			.withPropertyValues("failpoint.aop.position=outermost")
			.run((context) -> assertThat(FailpointContexts.chain(context.getBean(Everything.class)))
				.startsWith("FailpointInterceptor")
				.containsOnlyOnce("FailpointInterceptor"));
	}

	@Test
	void failpointIsInsideAPostProcessorWithoutOrder() {
		this.contextRunner.withUserConfiguration(Advice.class, UnorderedAdvice.class)
			.withBean(Everything.class)
			.run((context) -> {
				Object inner = AopProxyUtils.getSingletonTarget(context.getBean(Everything.class));
				assertThat(FailpointContexts.chain(inner)).endsWith("FailpointInterceptor");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableCaching
	@EnableRetries
	static class Advice {

		@Bean
		PersistenceExceptionTranslator translator() {
			return (ex) -> null;
		}

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	@AutoConfiguration(afterName = "io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration")
	static class LateAdvice extends Advice {

	}

	@Configuration(proxyBeanMethods = false)
	static class UnorderedAdvice {

		@Bean
		static BeanPostProcessor unorderedAdvice() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (!(bean instanceof Everything)) {
						return bean;
					}
					ProxyFactory proxyFactory = new ProxyFactory(bean);
					proxyFactory.setProxyTargetClass(true);
					proxyFactory.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed());
					return proxyFactory.getProxy();
				}

			};
		}

	}

	@Repository
	@Validated
	static class Everything {

		@Async
		@Retried
		@Transactional
		@Cacheable("everything")
		@Failpoint("everything")
		public Future<String> run(@NotBlank String argument) {
			throw new IllegalStateException();
		}

	}

	@Repository
	@Validated
	static class Outer {

		@Async
		@Retried
		@Transactional
		@Cacheable("everything")
		@Failpoint(name = "outer", position = Failpoint.Position.OUTERMOST)
		public Future<String> run(@NotBlank String argument) {
			throw new IllegalStateException();
		}

	}

}
