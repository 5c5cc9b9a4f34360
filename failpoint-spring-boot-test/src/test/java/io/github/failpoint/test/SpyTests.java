package io.github.failpoint.test;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.test.app.Greetings;
import io.github.failpoint.test.app.KitApplication;
import io.github.failpoint.test.app.Names;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.mockito.Mockito;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/**
 * Tests for failpoints of beans that are Mockito spies.
 */
class SpyTests {

	private static final String THROW = "1*throw(IllegalStateException)";

	@Test
	void nothingIsReachedWhileASpyIsStubbedOrVerified() {
		Engine.passes(GateCase.class, 5);
		Engine.passes(StandardProxyCase.class, 5);
		Engine.passes(HandMadeCase.class, 5);
	}

	@Test
	void aCallThatOnlyLaterTurnsOutToBeAStubbingSaysWhatToDo() {
		assertThat(Engine.failure(LiteralCase.class)).isInstanceOf(IllegalStateException.class)
			.satisfies((failure) -> assertThat(List.of(failure.getSuppressed()))
				.anySatisfy((suppressed) -> assertThat(suppressed.toString()).contains(
						"doReturn(…).when(spy), or AopTestUtils.getUltimateTargetObject(spy) in place of the spy")));
	}

	@Test
	void backsOffWithoutMockito() {
		assertThat(FailpointMockitoCustomizerFactory.isPossible(getClass().getClassLoader())).isTrue();
		assertThat(FailpointMockitoCustomizerFactory.isPossible(new FilteredClassLoader(Mockito.class))).isFalse();
		assertThat(FailpointMockitoCustomizerFactory.isPossible(new FilteredClassLoader("io.github.failpoint.aop")))
			.isFalse();
	}

	abstract static class SpyCase {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		abstract Names names();

		@AfterEach
		void noSentenceIsUnfinished() {
			Mockito.validateMockitoUsage();
			Mockito.reset(names());
		}

		@Test
		@WithFailpoint(name = "names.of", terms = THROW)
		void doReturnWhen() {
			doReturn("stub").when(names()).of(any());
			assertThat(failpoint("names.of")).wasEvaluated(0);
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello stub");
		}

		@Test
		@WithFailpoint(name = "names.of", terms = THROW)
		void doReturnWhenWithoutMatchers() {
			willReturn("stub").given(names()).of("Ada");
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello stub");
		}

		@Test
		@WithFailpoint(name = "names.of", terms = THROW)
		void whenWithMatchers() {
			when(names().of(any())).thenReturn("stub");
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello stub");
		}

		@Test
		@WithFailpoint(name = "names.of", terms = "1*off->" + THROW)
		void verifyAndInOrder() {
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
			verify(names()).of("Ada");
			InOrder order = inOrder(names());
			order.verify(names()).of(any());
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Bob"));
			verify(names(), Mockito.never()).of("Bob");
			order.verifyNoMoreInteractions();
		}

		@Test
		void enabledByHand() {
			this.registry.enable("names.of", THROW);
			doReturn("stub").when(names()).of(any());
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	static class GateCase extends SpyCase {

		@MockitoSpyBean
		Names names;

		@Override
		Names names() {
			assertThat(AopUtils.isCglibProxy(this.names)).isTrue();
			return this.names;
		}

	}

	@SpringBootTest(classes = KitApplication.class, properties = "failpoint.aop.gate=false")
	static class StandardProxyCase extends SpyCase {

		@MockitoSpyBean
		Names names;

		@Override
		Names names() {
			return this.names;
		}

	}

	@SpringBootTest(classes = { KitApplication.class, HandMadeConfiguration.class })
	static class HandMadeCase extends SpyCase {

		@Autowired
		Names names;

		@Override
		Names names() {
			return this.names;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HandMadeConfiguration {

		@Bean
		static BeanPostProcessor spies() {
			return new Spies();
		}

	}

	static final class Spies implements BeanPostProcessor, PriorityOrdered {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			return (bean instanceof Names) ? Mockito.spy(bean) : bean;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	static class LiteralCase {

		@MockitoSpyBean
		Names names;

		@Test
		@WithFailpoint(name = "names.of", terms = THROW)
		void test() {
			when(this.names.of("Ada")).thenReturn("stub");
		}

	}

}
