package io.github.failpoint.value;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.example.library.Ledger;
import io.github.failpoint.convert.ValueConversionException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.format.Formatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConverterBeans}.
 */
class ConverterBeansTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final Conversions conversions = new Conversions(this.beanFactory);

	@Test
	void formatterOfTheApplicationMakesItsTypeOfText() throws Exception {
		register(PetTypeFormatter.class);
		assertThat(this.conversions.convert("cat", PetType.class)).isEqualTo(new PetType("cat"));
		assertThat(this.conversions.convert("\"cat, cat\"",
				ResolvableType.forClassWithGenerics(List.class, PetType.class).getType()))
			.isEqualTo(List.of(new PetType("cat"), new PetType("cat")));
		assertThat(this.conversions.convert("{\"name\": \"dog\"}", PetType.class)).isEqualTo(new PetType("dog"));
		assertThat(this.conversions.convert("{\"type\": {\"name\": \"dog\"}}", Pet.class))
			.isEqualTo(new Pet(new PetType("dog")));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> this.conversions.convert("cow", PetType.class))
			.withMessage("\"cow\" is not a " + PetType.class.getTypeName() + ": type not found: cow");
	}

	@Test
	void converterRunsOnceAndIsNotCreatedBeforeItIsNeeded() throws Exception {
		register(Counting.class);
		Counting.created = 0;
		Counting.converted.clear();
		var plan = this.conversions.plan("x", Ledger.class);
		assertThat(Counting.created).isZero();
		var made = plan.make();
		assertThat(made.get()).isSameAs(made.get());
		assertThat(Counting.converted).containsExactly("x");
	}

	@Test
	void factoryIsForExactlyItsType() throws Exception {
		register(Factory.class);
		assertThat(this.conversions.convert("x", Base.class)).isInstanceOf(Base.class);
		assertRefused(Derived.class);
	}

	@Test
	void convertersForASupertypeOrASubtypeAreNotAsked() {
		register(ToObject.class);
		register(ToDerived.class);
		assertRefused(Base.class);
		assertRefused(Ledger.class);
	}

	@Test
	void convertersOfOthersAreNotAsked() {
		this.beanFactory.registerSingleton("conversionService", new DefaultConversionService());
		this.beanFactory.registerBeanDefinition("library",
				new RootBeanDefinition(com.example.library.LedgerConverter.class));
		Ledger.ENTRIES.clear();
		assertRefused(Ledger.class);
		assertThat(Ledger.ENTRIES).isEmpty();
	}

	@Test
	void converterThatCannotBeCreatedIsRefused() {
		register(Uncreated.class);
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> this.conversions.convert("x", Ledger.class))
			.withMessageStartingWith("\"x\" is not a " + Ledger.class.getTypeName() + ": ");
	}

	private void assertRefused(Class<?> type) {
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> this.conversions.convert("x", type));
	}

	private void register(Class<?> type) {
		this.beanFactory.registerBeanDefinition(type.getSimpleName(), new RootBeanDefinition(type));
	}

	record PetType(String name) {
	}

	record Pet(PetType type) {
	}

	static class PetTypeFormatter implements Formatter<PetType> {

		@Override
		public PetType parse(String text, Locale locale) throws ParseException {
			if (text.equals("cat")) {
				return new PetType(text);
			}
			throw new ParseException("type not found: " + text, 0);
		}

		@Override
		public String print(PetType type, Locale locale) {
			return type.name();
		}

	}

	static class Counting implements Converter<String, Ledger> {

		private static int created;

		private static final List<String> converted = new ArrayList<>();

		Counting() {
			created++;
		}

		@Override
		public Ledger convert(String text) {
			converted.add(text);
			return new Ledger();
		}

	}

	static class Base {

		Base(String text) {
		}

	}

	static class Derived extends Base {

		Derived(String text) {
			super(text);
		}

	}

	static class Factory implements ConverterFactory<String, Base> {

		@Override
		public <T extends Base> Converter<String, T> getConverter(Class<T> type) {
			return (text) -> type.cast(new Base(text));
		}

	}

	static class ToObject implements Converter<String, Object> {

		@Override
		public Object convert(String text) {
			throw new AssertionError(text);
		}

	}

	static class ToDerived implements Converter<String, Derived> {

		@Override
		public Derived convert(String text) {
			throw new AssertionError(text);
		}

	}

	static class Uncreated implements Converter<String, Ledger> {

		Uncreated() {
			throw new IllegalStateException("no database");
		}

		@Override
		public Ledger convert(String text) {
			throw new AssertionError(text);
		}

	}

}
