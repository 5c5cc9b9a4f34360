package io.github.failpoint.aop;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finds beans that call others whose failpoints they have inherited from one interface,
 * too, so that one call counts twice.
 *
 * @param beanFactory the beans
 * @param advices the advice of their types
 */
record Decorators(ConfigurableListableBeanFactory beanFactory, TypeAdvices advices) {

	/**
	 * Describe what one call reaches twice.
	 * @param names the names of beans with failpoints
	 * @return a line for each failpoint and pair of beans
	 */
	List<String> describe(Collection<String> names) {
		List<Heir> heirs = names.stream().filter(this.beanFactory::containsBean).sorted().flatMap(this::find).toList();
		return heirs.stream()
			.flatMap((decorator) -> heirs.stream()
				.filter(decorator::calls)
				.flatMap((decorated) -> describe(decorator, decorated)))
			.toList();
	}

	private Stream<Heir> find(String name) {
		Object bean = this.beanFactory.getSingleton(name);
		Class<?> type = (bean == null || bean instanceof FactoryBean) ? this.beanFactory.getType(name, false)
				: AopUtils.getTargetClass(bean);
		return (type != null) ? find(name, ClassUtils.getUserClass(type), bean) : Stream.empty();
	}

	/**
	 * What a factory makes may not be there yet.
	 */
	private Stream<Heir> find(String name, Class<?> type, @Nullable Object bean) {
		List<TypeAdvice> all = (bean == null || bean instanceof FactoryBean) ? List.of(this.advices.predict(type, name))
				: this.advices.find(bean, name);
		Set<String> inherited = new HashSet<>();
		all.forEach((advice) -> inherited.addAll(advice.inherited()));
		return inherited.isEmpty() ? Stream.empty() : Stream.of(new Heir(name, type, inherited));
	}

	private static Stream<String> describe(Heir decorator, Heir decorated) {
		return decorator.failpoints.stream()
			.filter(decorated.failpoints::contains)
			.sorted()
			.map((failpoint) -> "Failpoint \"" + failpoint + "\": bean '" + decorator.name + "' calls bean '"
					+ decorated.name + "', and both inherit it from an interface, so that one call may count twice. "
					+ "Give the method of one of them a @Failpoint with a name of its own");
	}

	/**
	 * A bean with failpoints whose annotations stand at an interface.
	 *
	 * @param name its name
	 * @param type its type
	 * @param failpoints the names of the failpoints
	 */
	private record Heir(String name, Class<?> type, Set<String> failpoints) {

		boolean calls(Heir other) {
			return !this.name.equals(other.name) && this.failpoints.stream().anyMatch(other.failpoints::contains)
					&& collaborators(this.type)
						.anyMatch((type) -> type != Object.class && type.isAssignableFrom(other.type));
		}

		private static Stream<Class<?>> collaborators(Class<?> type) {
			return Stream.concat(Stream.of(type.getDeclaredConstructors()).flatMap(Heir::parameters), fields(type))
				.flatMap((declared) -> Stream.concat(Stream.of(declared), Stream.of(declared.getGenerics())))
				.<Class<?>>map(ResolvableType::resolve)
				.filter(Objects::nonNull);
		}

		private static Stream<ResolvableType> parameters(Constructor<?> constructor) {
			return IntStream.range(0, constructor.getParameterCount())
				.mapToObj((index) -> ResolvableType.forConstructorParameter(constructor, index));
		}

		private static Stream<ResolvableType> fields(Class<?> type) {
			return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
				.flatMap((declaring) -> Stream.<Field>of(declaring.getDeclaredFields()))
				.map(ResolvableType::forField);
		}

	}

}
