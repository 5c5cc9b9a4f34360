package io.github.failpoint.context;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointScopeThreadLocalAccessor}.
 */
class FailpointScopeThreadLocalAccessorTests {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@AfterEach
	void leavesNothingBehind() {
		assertThat(FailpointScope.current()).isNull();
	}

	@Test
	void isRegistered() {
		assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
			.hasAtLeastOneElementOfType(FailpointScopeThreadLocalAccessor.class);
	}

	@Test
	void carriesTheScopeToAsynchronousMethods() {
		this.runner.run((context) -> {
			Numbers numbers = context.getBean(Numbers.class);
			try (FailpointScope scope = context.getBean(FailpointRegistry.class).openScope()) {
				scope.enable("numbers.one", "return(42)");
				assertThat(numbers.later()).succeedsWithin(LIMIT).isEqualTo(42);
			}
			assertThat(numbers.later()).as("the same pooled thread").succeedsWithin(LIMIT).isEqualTo(1);
			assertThat(numbers.scope()).succeedsWithin(LIMIT).isNull();
		});
	}

	@Test
	void carriesTheScopeThroughReactor() {
		Hooks.enableAutomaticContextPropagation();
		try {
			this.runner.run((context) -> {
				Numbers numbers = context.getBean(Numbers.class);
				Flux<Integer> flux = Flux.range(0, 3)
					.publishOn(Schedulers.parallel())
					.concatMap(
							(i) -> Flux.defer(() -> Flux.just(numbers.one())).subscribeOn(Schedulers.boundedElastic()));
				try (FailpointScope scope = context.getBean(FailpointRegistry.class).openScope()) {
					scope.enable("numbers.one", "2*return(42)");
					assertThat(flux.collectList().block(LIMIT)).containsExactly(42, 42, 1);
					assertThat(FailpointScope.current()).isSameAs(scope);
				}
				assertThat(flux.collectList().block(LIMIT)).containsExactly(1, 1, 1);
			});
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void carriesTheScopeToVirtualThreads() {
		this.runner.run((context) -> {
			Numbers numbers = context.getBean(Numbers.class);
			try (FailpointScope scope = context.getBean(FailpointRegistry.class).openScope()) {
				scope.enable("numbers.one", "return(42)");
				ContextSnapshot snapshot = ContextSnapshotFactory.builder().build().captureAll();
				assertThat(onVirtualThread(snapshot.wrap((Callable<Integer>) numbers::one))).isEqualTo(42);
				assertThat(onVirtualThread(numbers::one)).isEqualTo(1);
			}
		});
	}

	@Test
	void needsNoContextPropagation() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.context")).run((context) -> {
			try (FailpointScope scope = context.getBean(FailpointRegistry.class).openScope()) {
				scope.enable("numbers.one", "return(42)");
				assertThat(context.getBean(Numbers.class).one()).isEqualTo(42);
			}
		});
	}

	private static <T> T onVirtualThread(Callable<T> body) throws Exception {
		Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
		Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
		ExecutorService thread = Executors.newSingleThreadExecutor((ThreadFactory) factory.invoke(builder));
		try {
			return thread.submit(body).get();
		}
		finally {
			thread.shutdown();
		}
	}

	@EnableAsync
	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
			return executor;
		}

		@Bean
		Numbers numbers(One one) {
			return new Numbers(one);
		}

		@Bean
		One oneBean() {
			return new One();
		}

	}

	public static class Numbers {

		private final One one;

		Numbers(One one) {
			this.one = one;
		}

		public int one() {
			return this.one.get();
		}

		@Async
		public CompletableFuture<Integer> later() {
			return CompletableFuture.completedFuture(this.one.get());
		}

		@Async
		public CompletableFuture<FailpointScope> scope() {
			return CompletableFuture.completedFuture(FailpointScope.current());
		}

	}

	public static class One {

		@Failpoint("numbers.one")
		public int get() {
			return 1;
		}

	}

}
