package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConverter;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValueTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Knows the types of Spring, what converters of the application make of text, and its
 * data types, which are made of JSON. JSON decides the values of properties, never their
 * classes, and nothing else of a class is called than what makes data of it.
 *
 * @since 0.1.0
 */
public final class SpringValueConverter implements ValueConverter {

	private final List<ValueConverter> converters = new ArrayList<>();

	/**
	 * Create a converter.
	 * @param beanFactory the factory with the converters and the JSON mapper of the
	 * application
	 * @param packages the packages of the application, asked for each time; if there are
	 * none, that of the class that declares a place is meant
	 * @param allowed packages that count as the application's own
	 */
	public SpringValueConverter(ConfigurableListableBeanFactory beanFactory, Supplier<List<String>> packages,
			List<String> allowed) {
		ClassLoader loader = beanFactory.getBeanClassLoader();
		OwnTypes own = new OwnTypes(packages, List.copyOf(allowed));
		this.converters.add(DataSizeTarget::find);
		DataTargets data = new DataTargets(own, beanFactory);
		this.converters.add(new ConverterBeans(beanFactory, own, data)::find);
		if (ClassUtils.isPresent("reactor.core.publisher.Flux", loader)) {
			this.converters.add(PublisherTarget::find);
		}
		if (ClassUtils.isPresent("org.springframework.data.domain.Window", loader)) {
			this.converters.add(PageTargets::find);
		}
		if (ClassUtils.isPresent("org.springframework.http.ResponseEntity", loader)) {
			this.converters.add(ResponseEntityTarget::find);
		}
		this.converters.add(data::refuse);
	}

	@Override
	public @Nullable ValueTarget find(Type type, ValuePlace place) {
		return this.converters.stream()
			.<@Nullable ValueTarget>map((converter) -> converter.find(type, place))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
