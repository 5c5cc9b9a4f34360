package io.github.failpoint.autoconfigure;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

import io.github.failpoint.convert.ValueConverter;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValueTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Converts values with beans, which are looked up when the first value is converted: they
 * may need beans that need the registry. No lock is held meanwhile; whoever looks them up
 * at the same time finds the same.
 */
final class BeanValueConverter implements ValueConverter {

	private final ObjectProvider<ValueConverter> beans;

	private volatile @Nullable List<ValueConverter> found;

	BeanValueConverter(ObjectProvider<ValueConverter> beans) {
		this.beans = beans;
	}

	@Override
	public @Nullable ValueTarget find(Type type, ValuePlace place) {
		return converters().stream()
			.<@Nullable ValueTarget>map((converter) -> converter.find(type, place))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private List<ValueConverter> converters() {
		List<ValueConverter> converters = this.found;
		if (converters == null) {
			converters = this.beans.orderedStream().toList();
			this.found = converters;
		}
		return converters;
	}

}
