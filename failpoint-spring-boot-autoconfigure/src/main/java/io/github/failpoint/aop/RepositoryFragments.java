package io.github.failpoint.aop;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.beans.factory.config.RuntimeBeanReference;

/**
 * Finds the beans that Spring Data calls behind a repository, which has their methods,
 * too.
 */
final class RepositoryFragments {

	private static final String FRAGMENT = "org.springframework.data.repository.core.support.RepositoryFragment";

	private RepositoryFragments() {
	}

	static Set<String> implementations(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanDefinitionNames())
			.map(beanFactory::getBeanDefinition)
			.filter((definition) -> FRAGMENT.equals(definition.getBeanClassName()))
			.flatMap(RepositoryFragments::references)
			.collect(Collectors.toUnmodifiableSet());
	}

	private static Stream<String> references(BeanDefinition definition) {
		Collection<ValueHolder> indexed = definition.getConstructorArgumentValues().getIndexedArgumentValues().values();
		return Stream.of(indexed, definition.getConstructorArgumentValues().getGenericArgumentValues())
			.flatMap(Collection::stream)
			.map(ValueHolder::getValue)
			.filter(RuntimeBeanReference.class::isInstance)
			.map((reference) -> ((RuntimeBeanReference) reference).getBeanName());
	}

}
