package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValueTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.Formatter;

/**
 * Finds the beans of the application that make exactly the wanted type of text or of a
 * number. They are not created before something is to be converted.
 */
final class ConverterBeans {

	private static final List<Class<?>> SOURCES = List.of(String.class, CharSequence.class, Number.class, Integer.class,
			Long.class, BigDecimal.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final OwnTypes own;

	private final DataTargets data;

	ConverterBeans(ConfigurableListableBeanFactory beanFactory, OwnTypes own, DataTargets data) {
		this.beanFactory = beanFactory;
		this.own = own;
		this.data = data;
	}

	/**
	 * Find what becomes a type: what a bean makes of a single value, and what JSON makes.
	 */
	@Nullable ValueTarget find(Type type, ValuePlace place) {
		ResolvableType wanted = ResolvableType.forType(type);
		ValueTarget json = this.data.find(type, place);
		return Stream.of(formatters(wanted), converters(wanted), factories(wanted))
			.flatMap(Function.identity())
			.filter((candidate) -> isOwn(candidate.name(), place))
			.findFirst()
			.<@Nullable ValueTarget>map((candidate) -> new ConverterTarget(wanted.resolve(Object.class),
					place.find(candidate.source()), () -> function(candidate, place), json))
			.orElse(json);
	}

	private Stream<Candidate> formatters(ResolvableType wanted) {
		return beans(Formatter.class).filter((bean) -> is(bean.type().getGeneric(), wanted))
			.map((bean) -> new Candidate(bean.name(), String.class, ConverterBeans::formatting));
	}

	private Stream<Candidate> converters(ResolvableType wanted) {
		return SOURCES.stream()
			.flatMap((source) -> beans(Converter.class).filter(
					(bean) -> bean.type().getGeneric(0).resolve() == source && is(bean.type().getGeneric(1), wanted))
				.map((bean) -> new Candidate(bean.name(), source, ConverterBeans::converting)));
	}

	private Stream<Candidate> factories(ResolvableType wanted) {
		return beans(ConverterFactory.class).filter(
				(bean) -> bean.type().getGeneric(0).resolve() == String.class && is(bean.type().getGeneric(1), wanted))
			.map((bean) -> new Candidate(bean.name(), String.class,
					(factory) -> making(factory, wanted.resolve(Object.class))));
	}

	private Stream<Bean> beans(Class<?> kind) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, kind, true, false))
			.map((name) -> new Bean(name, type(name).as(kind)));
	}

	private ResolvableType type(String name) {
		ResolvableType declared = ResolvableType.NONE;
		try {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			declared = definition.getResolvableType();
		}
		catch (NoSuchBeanDefinitionException ex) {
			// it was registered without a definition
		}
		return (declared.resolve() != null) ? declared : ResolvableType.forClass(this.beanFactory.getType(name, false));
	}

	private static boolean is(ResolvableType made, ResolvableType wanted) {
		return made.resolve() != null && made.toString().equals(wanted.toString());
	}

	/**
	 * Whether a bean is the application's, as far as can be said before it is there: an
	 * interface says nothing.
	 */
	private boolean isOwn(String name, ValuePlace place) {
		Class<?> type = this.beanFactory.getType(name, false);
		return type == null || type.isInterface() || this.own.contains(type, place);
	}

	private ConverterTarget.Function function(Candidate candidate, ValuePlace place) {
		Object bean = this.beanFactory.getBean(candidate.name());
		return this.own.contains(AopUtils.getTargetClass(bean), place) ? candidate.function().apply(bean)
				: ConverterTarget.Function.NONE;
	}

	private static ConverterTarget.Function formatting(Object formatter) {
		return (text) -> parse((Formatter<?>) formatter, text.toString());
	}

	private static @Nullable Object parse(Formatter<?> formatter, String text) throws ParseException {
		return formatter.parse(text, Locale.ROOT);
	}

	@SuppressWarnings("unchecked")
	private static ConverterTarget.Function converting(Object converter) {
		return ((Converter<Object, ?>) converter)::convert;
	}

	@SuppressWarnings("unchecked")
	private static ConverterTarget.Function making(Object factory, Class<?> type) {
		return ((ConverterFactory<Object, Object>) factory).getConverter((Class<Object>) type)::convert;
	}

	/**
	 * A bean.
	 *
	 * @param name its name
	 * @param type how it is a converter
	 */
	private record Bean(String name, ResolvableType type) {
	}

	/**
	 * A bean that makes the wanted type.
	 *
	 * @param name its name
	 * @param source of what it makes it
	 * @param function how it does
	 */
	private record Candidate(String name, Class<?> source, Function<Object, ConverterTarget.Function> function) {
	}

}
