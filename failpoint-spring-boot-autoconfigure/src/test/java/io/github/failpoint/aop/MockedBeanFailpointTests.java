package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests for failpoints of beans that a test spies on or replaces. The spy is what stands
 * behind the failpoint; a mock has no failpoints.
 */
@SpringJUnitConfig
class MockedBeanFailpointTests {

	@Autowired
	private FailpointRegistry registry;

	@Autowired
	private Counter counter;

	@MockitoSpyBean
	private Till till;

	@MockitoBean
	private Printer printer;

	@AfterEach
	void disableAll() {
		this.registry.disableAll();
	}

	@Test
	void callsAreVerifiedThroughTheProxyOfTheSpy() {
		assertThat(AopUtils.isAopProxy(this.till)).isTrue();
		assertThat(this.counter.sell(3)).isEqualTo("paid 3");
		verify(this.till).pay(3);
		verify(this.till, never()).pay(4);
		assertThat(mockingDetails(AopTestUtils.getUltimateTargetObject(this.till)).isSpy()).isTrue();
	}

	@Test
	void failpointActsBeforeTheSpyIsCalled() {
		this.registry.enable("till.pay", "1*return(free)->1*throw(IllegalStateException,closed)");
		assertThat(this.counter.sell(3)).isEqualTo("free");
		assertThatIllegalStateException().isThrownBy(() -> this.counter.sell(3)).withMessage("closed");
		verify(this.till, never()).pay(3);
		assertThat(this.counter.sell(3)).isEqualTo("paid 3");
		verify(this.till).pay(3);
	}

	@Test
	void failpointAfterTheMethodActsOnWhatTheSpyAnswers() {
		willReturn("receipt").given(this.till).receipt();
		assertThat(this.till.receipt()).isEqualTo("receipt");
		this.registry.enable("till.receipt", "return(lost)");
		assertThat(this.till.receipt()).isEqualTo("lost");
		verify(this.till, Mockito.times(2)).receipt();
	}

	@Test
	void stubOfTheSpyIsAnsweredWhileTheFailpointLetsThrough() {
		given(this.till.pay(5)).willReturn("stub");
		this.registry.enable("till.pay", "1*off->return(free)");
		assertThat(this.counter.sell(5)).isEqualTo("stub");
		assertThat(this.counter.sell(5)).isEqualTo("free");
	}

	@Test
	void mockHasNoFailpoints() {
		given(this.printer.print()).willReturn("mocked");
		this.registry.enable("printer.print", "return(jam)");
		assertThat(this.registry.status("printer.print").orElseThrow().declared()).isFalse();
		assertThat(this.registry.status("printer.print").orElseThrow().explanation())
			.endsWith("or a test has replaced it");
		assertThat(AopUtils.isAopProxy(this.printer)).isFalse();
		assertThat(this.printer.print()).isEqualTo("mocked");
	}

	@Test
	void spyOfAGeneratedClassIsAdvisedAsWell() {
		Till generated = mock(Till.class,
				Mockito.withSettings()
					.mockMaker(org.mockito.MockMakers.SUBCLASS)
					.spiedInstance(new Till())
					.defaultAnswer(Mockito.CALLS_REAL_METHODS));
		FailpointContexts.runner().withBean(Till.class, () -> generated).run((context) -> {
			Till till = context.getBean(Till.class);
			assertThat(till.pay(3)).isEqualTo("paid 3");
			FailpointContexts.registry(context).enable("till.pay", "return(free)");
			assertThat(till.pay(3)).isEqualTo("free");
			verify(generated).pay(3);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class })
	@Import({ Till.class, Printer.class, Counter.class })
	static class Beans {

	}

	record Counter(Till till) {

		String sell(int price) {
			return this.till.pay(price);
		}

	}

	static class Till {

		@Failpoint("till.pay")
		public String pay(int price) {
			return "paid " + price;
		}

		@Failpoint(name = "till.receipt", at = Failpoint.At.AFTER)
		public String receipt() {
			return "receipt of " + getClass().getSimpleName();
		}

	}

	static class Printer {

		@Failpoint("printer.print")
		public String print() {
			return "printed";
		}

	}

}
