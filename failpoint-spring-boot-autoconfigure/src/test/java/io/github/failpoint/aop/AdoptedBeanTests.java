package io.github.failpoint.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockFilterConfig;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for beans that a method has made and that a proxy would harm.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdoptedBeanTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner().withUserConfiguration(Made.class);

	@Test
	void filterThatAMethodHasMadeIsReached(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			AuditFilter filter = context.getBean(AuditFilter.class);
			filter.init(new MockFilterConfig());
			call(filter);
			assertThat(filter.audited).isOne();
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("audit.filter", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(() -> call(filter));
			registry.disable("audit.filter");
			call(filter);
			assertThat(filter.audited).isEqualTo(2);
			assertThat(output).doesNotContain("audit.filter\": ");
		});
	}

	@Test
	void beanThatSomebodyKnowsAlreadyIsLeftAlone(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			for (Class<? extends Counter> type : List.of(InnerCounter.class, RegisteredCounter.class,
					KeptCounter.class)) {
				Counter counter = context.getBean(type);
				assertThat(counter.getClass()).isEqualTo(type);
				counter.count();
				assertThat(counter.value()).as(type.getName()).isOne();
				assertThat(output).contains(type.getName() + ".count() never reaches it, since a proxy of its class "
						+ "cannot hand on calls of " + Counter.class.getName() + ".value()");
			}
			assertThat(context.getBean(InnerCounter.class).seen.get()).isOne();
			assertThat(context.getBean(Counters.class).all).containsExactly(context.getBean(RegisteredCounter.class));
		});
	}

	@Test
	void destructionComesToTheBeanThatWasUsed() {
		ClosedCounter[] counter = new ClosedCounter[1];
		this.contextRunner.run((context) -> {
			counter[0] = context.getBean(ClosedCounter.class);
			FailpointContexts.registry(context).enable("closed.count", "return");
			counter[0].count();
			assertThat(counter[0].value()).isZero();
		});
		assertThat(counter[0].closed).isTrue();
	}

	private static void call(OncePerRequestFilter filter) throws Exception {
		filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), new MockFilterChain());
	}

	@Configuration
	static class Made {

		private final List<KeptCounter> kept = new ArrayList<>();

		@Bean
		AuditFilter auditFilter() {
			return new AuditFilter();
		}

		@Bean
		InnerCounter innerCounter() {
			return new InnerCounter();
		}

		@Bean
		Counters counters() {
			return new Counters();
		}

		@Bean
		RegisteredCounter registeredCounter(Counters counters) {
			return new RegisteredCounter(counters);
		}

		@Bean
		KeptCounter keptCounter() {
			KeptCounter counter = new KeptCounter();
			this.kept.add(counter);
			return counter;
		}

		@Bean
		ClosedCounter closedCounter() {
			return new ClosedCounter();
		}

	}

	static class AuditFilter extends OncePerRequestFilter {

		int audited;

		@Override
		@Failpoint("audit.filter")
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
			this.audited++;
		}

	}

	static class Counters {

		final List<Counter> all = new ArrayList<>();

	}

	static class Counter {

		protected int count;

		public final int value() {
			return this.count;
		}

		public void count() {
			this.count++;
		}

	}

	static class InnerCounter extends Counter {

		final Supplier<Integer> seen = () -> this.count;

		@Override
		@Failpoint("inner.count")
		public void count() {
			super.count();
		}

	}

	static class RegisteredCounter extends Counter {

		RegisteredCounter(Counters counters) {
			counters.all.add(this);
		}

		@Override
		@Failpoint("registered.count")
		public void count() {
			super.count();
		}

	}

	static class KeptCounter extends Counter {

		@Override
		@Failpoint("kept.count")
		public void count() {
			super.count();
		}

	}

	static class ClosedCounter extends Counter implements AutoCloseable {

		boolean closed;

		@Override
		@Failpoint("closed.count")
		public void count() {
			super.count();
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
