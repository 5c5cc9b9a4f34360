package io.github.failpoint.aop;

import java.lang.reflect.Type;
import java.util.List;

import io.github.failpoint.ValueConversionException;
import io.github.failpoint.ValueConverter;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ResolvableType;

/**
 * Makes publishers of values, of one reactive type: a JSON array gives a stream its
 * elements.
 *
 * @param adapter makes the reactive type
 * @param elements converts elements
 */
record PublishedValues(ReactiveAdapter adapter, ValueConverter elements) {

	Object convert(Value value, ResolvableType type) throws ValueConversionException {
		return this.adapter.fromPublisher(publisher(value, type));
	}

	private Publisher<?> publisher(Value value, ResolvableType type) throws ValueConversionException {
		if (value instanceof Value.None) {
			return empty();
		}
		Type element = element(type);
		if (this.adapter.isMultiValue() && value instanceof Value.Json json && json.value().startsWith("[")) {
			Type list = ResolvableType.forClassWithGenerics(List.class, ResolvableType.forType(element)).getType();
			@Nullable Object converted = this.elements.convert(value, list);
			return (converted instanceof List<?> all) ? Flux.fromIterable(all) : Mono.empty();
		}
		return Mono.justOrEmpty(this.elements.convert(value, element));
	}

	private Type element(ResolvableType type) {
		return this.adapter.isNoValue() ? Void.class : type.hasGenerics() ? type.getGeneric().getType() : Object.class;
	}

	private Publisher<?> empty() throws ValueConversionException {
		if (!this.adapter.supportsEmpty()) {
			throw new ValueConversionException(
					"a " + this.adapter.getReactiveType().getSimpleName() + " always has a value");
		}
		return Mono.empty();
	}

}
