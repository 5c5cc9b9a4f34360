package io.github.failpoint.aop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for where the stack traces of injected exceptions begin.
 */
class InjectedStackTraceTests {

	@ParameterizedTest
	@ValueSource(strings = { "failpoint.aop.gate=true", "failpoint.aop.gate=false" })
	void stackTracesOfInjectedExceptionsBeginAtTheMethod(String gate) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
			.withUserConfiguration(Quoting.class)
			.withPropertyValues(gate)
			.run(InjectedStackTraceTests::check);
	}

	private static void check(ApplicationContext context) {
		Quotes quotes = context.getBean(Quotes.class);
		Shelf shelf = context.getBean(Shelf.class);
		context.getBean(FailpointRegistry.class)
			.enableAll("blocking=throw(IllegalStateException);hidden=throw(IllegalStateException);"
					+ "mono=throw(IllegalStateException);future=throw(IllegalStateException);"
					+ "callable=throw(IllegalStateException);shelf=throw(IllegalStateException)");
		begins(catchThrowable(quotes::blocking), "blocking", Quotes.class);
		begins(catchThrowable(quotes::hidden), "hidden", Quotes.class);
		begins(catchThrowable(() -> quotes.mono().block()), "mono", Quotes.class);
		begins(catchThrowable(() -> quotes.future().join()).getCause(), "future", Quotes.class);
		begins(catchThrowable(() -> quotes.callable().call()), "callable", Quotes.class);
		begins(catchThrowable(shelf::take), "take", shelf.type());
	}

	private static void begins(Throwable thrown, String method, Class<?> type) {
		StackTraceElement[] trace = thrown.getStackTrace();
		assertThat(trace[0].getClassName()).isEqualTo(type.getName());
		assertThat(trace[0].getMethodName()).isEqualTo(method);
		assertThat(trace[1].getClassName()).satisfiesAnyOf(
				(caller) -> assertThat(caller).startsWith(InjectedStackTraceTests.class.getName()),
				(caller) -> assertThat(caller).startsWith("reactor.core.publisher."),
				(caller) -> assertThat(caller).startsWith("org.assertj."));
		assertThat(thrown.getSuppressed()).isNotEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Quoting {

		@Bean
		Quotes quotes() {
			return new Quotes();
		}

		@Bean
		Shelf shelf() {
			return new Shelf() {

				@Override
				public void take() {
				}

				@Override
				public Class<?> type() {
					return getClass();
				}

			};
		}

	}

	static class Quotes {

		@Failpoint("blocking")
		public void blocking() {
		}

		@Failpoint("hidden")
		protected void hidden() {
		}

		@Failpoint("mono")
		public Mono<String> mono() {
			return Mono.just("quote");
		}

		@Failpoint("future")
		public CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("quote");
		}

		@Failpoint("callable")
		public Callable<String> callable() {
			return () -> "quote";
		}

	}

	interface Shelf {

		@Failpoint("shelf")
		void take();

		Class<?> type();

	}

}
