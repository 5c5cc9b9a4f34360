package io.github.failpoint.autoconfigure;

import java.lang.reflect.Type;

import io.github.failpoint.ValueConversionException;
import io.github.failpoint.ValueConverter;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Converts values with a bean, which is looked up when the first value is converted: it
 * may need beans that need the registry. No lock is held meanwhile; whoever looks it up
 * at the same time finds the same.
 */
final class BeanValueConverter implements ValueConverter {

	private final ObjectProvider<ValueConverter> bean;

	private volatile @Nullable ValueConverter found;

	BeanValueConverter(ObjectProvider<ValueConverter> bean) {
		this.bean = bean;
	}

	@Override
	public @Nullable Object convert(Value value, Type type) throws ValueConversionException {
		ValueConverter converter = find();
		if (converter == null) {
			throw new ValueConversionException("there is no bean of type " + ValueConverter.class.getSimpleName()
					+ " that could convert to " + type.getTypeName());
		}
		return converter.convert(value, type);
	}

	private @Nullable ValueConverter find() {
		ValueConverter converter = this.found;
		if (converter == null) {
			converter = this.bean.getIfAvailable();
			this.found = converter;
		}
		return converter;
	}

}
