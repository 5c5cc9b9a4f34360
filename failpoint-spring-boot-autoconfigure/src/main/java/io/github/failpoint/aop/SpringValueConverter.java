package io.github.failpoint.aop;

import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.github.failpoint.ValueConversionException;
import io.github.failpoint.ValueConverter;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Converts values with a {@link ConversionService}, and JSON with whichever Jackson is
 * present. JSON decides the values of properties, never their classes: no polymorphic
 * typing by class name. What neither can make, such as a {@code ResponseEntity}, takes no
 * value but {@code null}; a callback can return it.
 *
 * @since 0.1.0
 */
public final class SpringValueConverter implements ValueConverter {

	private final Supplier<ConversionService> conversionService;

	private final SingletonSupplier<JsonReader> jsonReader;

	/**
	 * Create a converter.
	 * @param conversionService asked for when the first value is converted
	 * @param beanFactory the factory with the application's JSON mapper, if there is one
	 */
	public SpringValueConverter(Supplier<ConversionService> conversionService, ConfigurableBeanFactory beanFactory) {
		this.conversionService = SingletonSupplier.of(conversionService);
		this.jsonReader = SingletonSupplier.ofNullable(() -> JsonReader.find(beanFactory));
	}

	@Override
	public @Nullable Object convert(Value value, Type type) throws ValueConversionException {
		ResolvableType resolvable = ResolvableType.forType(type);
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance()
			.getAdapter(resolvable.resolve(Object.class));
		if (adapter != null && adapter.getDescriptor().isDeferred()) {
			return new PublishedValues(adapter, withBasics()).convert(value, resolvable);
		}
		if (resolvable.resolve() == Callable.class) {
			Type called = resolvable.hasGenerics() ? resolvable.getGeneric().getType() : Object.class;
			Object result = withBasics().convert(value, called);
			return (Callable<?>) () -> result;
		}
		return (value instanceof Value.None) ? null : convertPlainly(value, type);
	}

	private @Nullable Object convertPlainly(Value value, Type type) throws ValueConversionException {
		if (value instanceof Value.Json json) {
			return read(json.value(), type);
		}
		Object source = source(value);
		TypeDescriptor target = new TypeDescriptor(ResolvableType.forType(type), null, null);
		ConversionService service = this.conversionService.get();
		if (!service.canConvert(TypeDescriptor.forObject(source), target)) {
			return read(value.toString(), type);
		}
		try {
			return service.convert(source, TypeDescriptor.forObject(source), target);
		}
		catch (ConversionException ex) {
			throw new ValueConversionException(value + " cannot be converted to " + type.getTypeName(), ex);
		}
	}

	private static Object source(Value value) throws ValueConversionException {
		if (value instanceof Value.Text text) {
			return text.value();
		}
		if (value instanceof Value.Num number) {
			return number.value();
		}
		if (value instanceof Value.Bool bool) {
			return bool.value();
		}
		throw new ValueConversionException(value + " cannot be converted");
	}

	private @Nullable Object read(String json, Type type) throws ValueConversionException {
		JsonReader reader = this.jsonReader.get();
		if (reader == null) {
			throw new ValueConversionException(
					json + " cannot be converted to " + type.getTypeName() + " without Jackson on the class path");
		}
		return reader.read(json, type);
	}

}
