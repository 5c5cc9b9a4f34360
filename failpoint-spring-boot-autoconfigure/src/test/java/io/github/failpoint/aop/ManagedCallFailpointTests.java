package io.github.failpoint.aop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.BootLine;
import io.github.failpoint.EnableRetries;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.Retried;
import io.github.failpoint.annotation.Failpoint;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failpoints of methods that Spring calls, or around which it does something.
 */
class ManagedCallFailpointTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private final ApplicationContextRunner contextRunner = FailpointContexts
		.runner(AopAutoConfiguration.class, BootLine.VALIDATION, BootLine.PERSISTENCE_EXCEPTION_TRANSLATION)
		.withUserConfiguration(Enabled.class);

	@Test
	void hitOfTheCacheDoesNotReachTheFailpoint() {
		this.contextRunner.withBean(Catalog.class).run((context) -> {
			Catalog catalog = context.getBean(Catalog.class);
			assertThat(catalog.price("book")).isEqualTo(10);
			FailpointContexts.registry(context).enable("catalog.price", "throw(IllegalStateException)");
			assertThat(catalog.price("book")).isEqualTo(10);
			assertThatIllegalStateException().isThrownBy(() -> catalog.price("pen"));
			FailpointContexts.registry(context).disable("catalog.price");
			assertThat(catalog.price("pen")).isEqualTo(10);
		});
	}

	@Test
	void returnedValueIsCached() {
		this.contextRunner.withBean(Catalog.class).run((context) -> {
			Catalog catalog = context.getBean(Catalog.class);
			FailpointContexts.registry(context).enable("catalog.price", "return(99)");
			assertThat(catalog.price("book")).isEqualTo(99);
			FailpointContexts.registry(context).disable("catalog.price");
			assertThat(catalog.price("book")).isEqualTo(99);
		});
	}

	@Test
	void asynchronousMethodReachesItsFailpointOnTheExecutor() {
		this.contextRunner.withBean(Mailer.class).run((context) -> {
			CompletableFuture<String> thread = new CompletableFuture<>();
			FailpointContexts.registry(context)
				.enable("mailer.send", (call) -> thread.complete(Thread.currentThread().getName()));
			context.getBean(Mailer.class).send();
			assertThat(thread.get(10, TimeUnit.MINUTES)).startsWith("executor-");
		});
	}

	@Test
	void asynchronousCallerMeetsTheFaultInTheFuture() {
		this.contextRunner.withBean(Mailer.class).run((context) -> {
			FailpointContexts.registry(context).enable("mailer.send", "1*throw(IllegalStateException)->return(lost)");
			Mailer mailer = context.getBean(Mailer.class);
			Future<String> answer = mailer.send();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(10, TimeUnit.MINUTES))
				.withCauseInstanceOf(IllegalStateException.class);
			assertThat(mailer.send().get(10, TimeUnit.MINUTES)).isEqualTo("lost");
		});
	}

	@Test
	void outermostFailpointOfAnAsynchronousMethodIsReachedOnTheCallersThread() {
		this.contextRunner.withBean(Mailer.class)
			.withPropertyValues("failpoint.aop.position=outermost")
			.run((context) -> {
				AtomicReference<Thread> thread = new AtomicReference<>();
				FailpointContexts.registry(context).enable("mailer.send", (call) -> {
					thread.set(Thread.currentThread());
					throw new IllegalStateException();
				});
				Future<String> answer = context.getBean(Mailer.class).send();
				assertThat(thread).hasValue(Thread.currentThread());
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(10, TimeUnit.MINUTES))
					.withCauseInstanceOf(IllegalStateException.class);
			});
	}

	@Test
	void scheduledMethodReachesItsFailpoint() {
		this.contextRunner.withBean(Sweeper.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("sweeper.sweep", "3*throw(IllegalStateException)");
			assertThat(registry.awaitTriggers("sweeper.sweep", 3, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
			assertThat(context.getBean(Sweeper.class).swept().await(10, TimeUnit.MINUTES)).isTrue();
		});
	}

	@Test
	void eventListenerReachesItsFailpoint() {
		this.contextRunner.withBean(Listener.class).run((context) -> {
			FailpointContexts.registry(context).enable("listener.on", "1*throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(() -> context.publishEvent("first"));
			context.publishEvent("second");
			assertThat(context.getBean(Listener.class).heard()).containsExactly("second");
		});
	}

	@Test
	void transactionalEventListenerReachesItsFailpointAfterTheCommit() {
		FailpointContexts
			.runner(AopAutoConfiguration.class, BootLine.DATA_SOURCE, BootLine.TRANSACTION_MANAGER,
					BootLine.TRANSACTION)
			.withPropertyValues("spring.datasource.generate-unique-name=true")
			.withBean(CommitListener.class)
			.run((context) -> {
				FailpointRegistry registry = FailpointContexts.registry(context);
				registry.enable("commitListener.on", "return");
				context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
					context.publishEvent("first");
					assertThat(registry.status("commitListener.on").orElseThrow().evaluations()).isZero();
				});
				assertThat(registry.status("commitListener.on").orElseThrow().triggers()).isEqualTo(1);
				assertThat(context.getBean(CommitListener.class).heard()).isEmpty();
			});
	}

	@Test
	void thirdAttemptSucceedsIfTwoFail() {
		this.contextRunner.withBean(Remote.class).run((context) -> {
			FailpointContexts.registry(context).enable("remote.call", "2*throw(IllegalStateException)");
			assertThat(context.getBean(Remote.class).call()).isEqualTo("answer");
			assertThat(context.getBean(Remote.class).calls()).isEqualTo(1);
			assertThat(FailpointContexts.registry(context).status("remote.call").orElseThrow().evaluations())
				.isEqualTo(3);
		});
	}

	@Test
	void argumentIsValidatedBeforeTheFailpointIsReached() {
		this.contextRunner.withBean(Checked.class).run((context) -> {
			FailpointContexts.registry(context).enable("checked.run", "return()");
			assertThatExceptionOfType(ConstraintViolationException.class)
				.isThrownBy(() -> context.getBean(Checked.class).run(""));
			assertThat(FailpointContexts.registry(context).status("checked.run").orElseThrow().evaluations()).isZero();
		});
	}

	@Test
	void returnedValueIsValidated() {
		this.contextRunner.withBean(Checked.class).run((context) -> {
			FailpointContexts.registry(context).enable("checked.run", "return(\"\")");
			assertThatExceptionOfType(ConstraintViolationException.class)
				.isThrownBy(() -> context.getBean(Checked.class).run("x"));
		});
	}

	@Test
	void thrownExceptionIsTranslated() {
		this.contextRunner.withBean(Store.class).run((context) -> {
			FailpointContexts.registry(context).enable("store.load", "throw(IllegalStateException)");
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(context.getBean(Store.class)::load)
				.withCauseInstanceOf(IllegalStateException.class);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableCaching
	@EnableRetries
	@EnableScheduling
	static class Enabled {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		SimpleAsyncTaskExecutor taskExecutor() {
			return new SimpleAsyncTaskExecutor("executor-");
		}

		@Bean
		PersistenceExceptionTranslator translator() {
			return (ex) -> (ex instanceof IllegalStateException)
					? new DataAccessResourceFailureException("translated", ex) : null;
		}

	}

	static class Catalog {

		@Cacheable("prices")
		@Failpoint("catalog.price")
		public int price(String item) {
			return 10;
		}

	}

	static class Mailer {

		@Async
		@Failpoint("mailer.send")
		public CompletableFuture<String> send() {
			return CompletableFuture.completedFuture("sent");
		}

	}

	static class Sweeper {

		private final CountDownLatch swept = new CountDownLatch(1);

		@Scheduled(fixedDelay = 1)
		@Failpoint("sweeper.sweep")
		public void sweep() {
			this.swept.countDown();
		}

		public CountDownLatch swept() {
			return this.swept;
		}

	}

	static class Listener {

		private final List<String> heard = new ArrayList<>();

		@EventListener
		@Failpoint("listener.on")
		public void on(String event) {
			this.heard.add(event);
		}

		public List<String> heard() {
			return this.heard;
		}

	}

	static class CommitListener {

		private final List<String> heard = new ArrayList<>();

		@TransactionalEventListener
		@Failpoint("commitListener.on")
		public void on(String event) {
			this.heard.add(event);
		}

		public List<String> heard() {
			return this.heard;
		}

	}

	static class Remote {

		private final AtomicInteger calls = new AtomicInteger();

		@Retried
		@Failpoint("remote.call")
		public String call() {
			this.calls.incrementAndGet();
			return "answer";
		}

		public int calls() {
			return this.calls.get();
		}

	}

	@Validated
	static class Checked {

		@Failpoint("checked.run")
		@NotBlank
		public String run(@NotBlank String argument) {
			return argument;
		}

	}

	@Repository
	static class Store {

		@Failpoint("store.load")
		public String load() {
			return "row";
		}

	}

}
