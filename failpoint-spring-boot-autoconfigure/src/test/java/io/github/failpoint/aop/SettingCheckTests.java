package io.github.failpoint.aop;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.failpoint.BootJson;
import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.converter.Converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for settings that sites cannot take.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingCheckTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void settingThatSomeSitesCannotTakeIsRefusedAndTheyAreListed() {
		this.contextRunner.withBean(Numbers.class).withBean(Texts.class).withBean(Truths.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("shared", "return(a)"))
				.withMessageContaining(Numbers.class.getName() + ".get() returns int")
				.withMessageContaining(Truths.class.getName() + ".get(String) returns java.lang.Boolean")
				.withMessageNotContaining(Texts.class.getName());
			assertThat(context.getBean(Texts.class).get()).isEqualTo("own");
		});
	}

	@Test
	void checkedExceptionIsTakenOnlyWhereAllSitesDeclareIt() {
		this.contextRunner.withBean(Reader.class).withBean(Texts.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("reader", "throw(IOException)");
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("shared", "throw(IOException)"));
		});
	}

	@Test
	void earlierSettingThatDoesNotFitFailsTheStart() {
		this.contextRunner.withInitializer((context) -> enable(context.getBeanFactory()::registerSingleton))
			.withBean(Numbers.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(FailpointMismatchException.class,
						(ex) -> assertThat(ex.name()).isEqualTo("shared"))
				.hasMessageContaining(Numbers.class.getName() + ".get() returns int, and \"text\" is not an "));
	}

	@Test
	void converterMayNeedTheBeanWhoseSettingItConverts() {
		this.contextRunner.withBean(Prices.class)
			.withBean(PriceConverter.class)
			.withPropertyValues("failpoint.points.prices=return(7)")
			.run((context) -> assertThat(context.getBean(Prices.class).get()).isEqualTo(new Price(7)));
	}

	@Test
	void jsonMapperMayNeedTheBeanWhoseSettingItReads() {
		FailpointContexts.runner(BootLine.JACKSON)
			.withBean(Prices.class)
			.withBean(PriceModule.class)
			.withPropertyValues("failpoint.points.prices=return({\"cents\": 7})")
			.run((context) -> assertThat(context.getBean(Prices.class).get()).isEqualTo(new Price(7)));
	}

	@Test
	void lateSiteThatTheSettingDoesNotFitPassesThroughWhileOthersAct(CapturedOutput output) {
		this.contextRunner.withBean(Texts.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("shared", "return(text)");
			registerNumbers(context);
			assertThat(context.getBean(Numbers.class).get()).isEqualTo(1);
			assertThat(context.getBean(Numbers.class).get()).isEqualTo(1);
			assertThat(context.getBean(Texts.class).get()).isEqualTo("text");
			assertThat(output).containsOnlyOnce("The setting of failpoint \"shared\" does not fit: ")
				.contains(Numbers.class.getName() + ".get() returns int");
			registry.disable("shared");
			registry.enable("shared", "1*return(7)");
			assertThat(context.getBean(Numbers.class).get()).isEqualTo(7);
		});
	}

	@Test
	void lateBeansThatAreCreatedAtOnceShareTheirAdvice(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			FailpointContexts.registry(context).enable("shared", "return(text)");
			registerNumbers(context);
			CyclicBarrier barrier = new CyclicBarrier(2);
			ExecutorService executor = Executors.newFixedThreadPool(2);
			Future<Object> first = executor.submit(() -> {
				barrier.await();
				return context.getBean(Numbers.class);
			});
			Future<Object> second = executor.submit(() -> {
				barrier.await();
				return context.getBean(Numbers.class);
			});
			assertThat(FailpointContexts.advisors(first.get())).isEqualTo(FailpointContexts.advisors(second.get()));
			executor.shutdown();
			assertThat(output).containsOnlyOnce("The setting of failpoint \"shared\" does not fit: ");
		});
	}

	private static void registerNumbers(AssertableApplicationContext context) {
		((GenericApplicationContext) context.getSourceApplicationContext()).registerBean(Numbers.class, Numbers::new,
				(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));
	}

	private static void enable(Registration registration) {
		FailpointRegistry registry = new FailpointRegistry();
		registry.enable("shared", "return(text)");
		registration.register("registry", registry);
	}

	interface Registration {

		void register(String name, Object bean);

	}

	static class Numbers {

		@Failpoint("shared")
		public int get() {
			return 1;
		}

	}

	static class Texts {

		@Failpoint("shared")
		public String get() {
			return "own";
		}

	}

	static class Truths {

		@Failpoint("shared")
		public Boolean get(String text) {
			return true;
		}

	}

	record Price(int cents) {

	}

	static class Prices {

		@Failpoint("prices")
		public Price get() {
			return new Price(1);
		}

	}

	static class PriceConverter implements Converter<Number, Price> {

		PriceConverter(Prices prices) {
			assertThat(prices).isNotNull();
		}

		@Override
		public Price convert(Number cents) {
			return new Price(cents.intValue());
		}

	}

	@SuppressWarnings("serial")
	static class PriceModule extends BootJson {

		PriceModule(Prices prices) {
			assertThat(prices).isNotNull();
		}

	}

	static class Reader {

		@Failpoint("reader")
		public String read() throws IOException {
			return "own";
		}

	}

}
