package io.github.failpoint.aop;

import java.util.List;

import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Decorators}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DecoratorsTests {

	private static final String TWICE = "so that one call may count twice";

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void oneLineNamesFailpointBeansAndTheWayOut(CapturedOutput output) {
		this.contextRunner.withBean("real", Real.class).withBean("caching", Caching.class).run((context) -> {
			assertThat(output).containsOnlyOnce(TWICE)
				.contains("Failpoint \"stock.take\": bean 'caching' calls bean 'real', and both inherit it from an "
						+ "interface, so that one call may count twice. Give the method of one of them a @Failpoint with "
						+ "a name of its own");
			FailpointContexts.registry(context).enable("stock.take", "off");
			context.getBean(Caching.class).take();
			assertThat(FailpointContexts.registry(context).status("stock.take").orElseThrow().evaluations())
				.isEqualTo(2);
		});
	}

	@Test
	void decoratorOfAProxyIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Lambda.class).run((context) -> {
			context.getBean(Caching.class).take();
			assertThat(output).containsOnlyOnce(TWICE).contains("bean 'caching' calls bean 'lambda'");
		});
	}

	@Test
	void oneThatCallsManyIsNamed(CapturedOutput output) {
		this.contextRunner.withBean("first", Real.class)
			.withBean("second", Real.class)
			.withBean("all", All.class)
			.run((context) -> assertThat(output).contains("bean 'all' calls bean 'first'")
				.contains("bean 'all' calls bean 'second'")
				.doesNotContain("bean 'first' calls"));
	}

	@Test
	void decoratorOfWhatAFactoryMakesIsNamedAndNothingIsMade(CapturedOutput output) {
		this.contextRunner.withBean("made", Made.class).withBean(MadeCaching.class).run((context) -> {
			assertThat(output).containsOnlyOnce(TWICE).contains("' calls bean 'made'");
			assertThat(context.getBean("&made", Made.class).count).isOne();
		});
	}

	@Test
	void beanWithoutADefinitionIsNoneOfThem(CapturedOutput output) {
		this.contextRunner.withBean("real", Real.class).withBean(Maker.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Maker.class).made.take()).isOne();
			assertThat(output).doesNotContain(TWICE);
		});
	}

	@Test
	void nothingIsSaidOfNamesOfTheirOwn(CapturedOutput output) {
		this.contextRunner.withBean(Real.class)
			.withBean(Named.class)
			.withBean(DefaultReal.class)
			.withBean(DefaultCaching.class)
			.run((context) -> assertThat(output).doesNotContain(TWICE));
	}

	@Test
	void nothingIsSaidOfBeansThatShareANameOnPurpose(CapturedOutput output) {
		this.contextRunner.withBean("a", Real.class)
			.withBean("b", Other.class)
			.withBean(Shop.class)
			.run((context) -> assertThat(output).doesNotContain(TWICE));
	}

	interface Stock {

		@Failpoint("stock.take")
		int take();

	}

	static class Real implements Stock {

		@Override
		public int take() {
			return 1;
		}

	}

	static class Other implements Stock {

		@Override
		public int take() {
			return 2;
		}

	}

	static class Caching implements Stock {

		private final Stock stock;

		Caching(@Lazy @Qualifier("real") Stock stock) {
			this.stock = stock;
		}

		@Override
		public int take() {
			return this.stock.take();
		}

	}

	static class Maker {

		private final Stock made;

		Maker(AutowireCapableBeanFactory beans) {
			this.made = beans.createBean(Caching.class);
		}

	}

	static class Made implements FactoryBean<Stock> {

		private int count;

		@Override
		public Stock getObject() {
			this.count++;
			return () -> 4;
		}

		@Override
		public Class<?> getObjectType() {
			return Stock.class;
		}

	}

	static class MadeCaching extends Caching {

		MadeCaching(@Qualifier("made") Stock stock) {
			super(stock);
		}

	}

	static class All implements Stock {

		private final List<Stock> stocks;

		All(List<Stock> stocks) {
			this.stocks = stocks;
		}

		@Override
		public int take() {
			return this.stocks.stream().mapToInt(Stock::take).sum();
		}

	}

	static class Named implements Stock {

		private final Stock stock;

		Named(Real stock) {
			this.stock = stock;
		}

		@Override
		@Failpoint("stock.named")
		public int take() {
			return this.stock.take();
		}

	}

	static class Shop {

		@Failpoint("stock.take")
		public int sell() {
			return 1;
		}

	}

	interface Till {

		@Failpoint
		int count();

	}

	static class DefaultReal implements Till {

		@Override
		public int count() {
			return 1;
		}

	}

	static class DefaultCaching implements Till {

		private final DefaultReal till;

		DefaultCaching(DefaultReal till) {
			this.till = till;
		}

		@Override
		public int count() {
			return this.till.count();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambda {

		@Bean
		Stock lambda() {
			return () -> 3;
		}

		@Bean
		Caching caching(Stock lambda) {
			return new Caching(lambda);
		}

	}

}
