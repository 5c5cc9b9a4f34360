package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.convert.ValueTarget;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * A publisher of any library.
 *
 * @param adapter makes it
 * @param element the type of its elements
 */
record PublisherTarget(ReactiveAdapter adapter, ValueTarget element) implements ValueTarget {

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		ResolvableType resolvable = ResolvableType.forType(type);
		Class<?> raw = resolvable.resolve(Object.class);
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(raw);
		if (adapter == null || !adapter.getDescriptor().isDeferred()
				|| !raw.isAssignableFrom(adapter.getReactiveType())) {
			return null;
		}
		Type element = resolvable.hasGenerics() ? resolvable.getGeneric().getType() : Object.class;
		return new PublisherTarget(adapter, place.find(adapter.isNoValue() ? Void.class : element));
	}

	@Override
	public @Nullable String refusal() {
		return this.element.refusal();
	}

	@Override
	public ValuePlan planAbsent(Value value) throws ValueConversionException {
		if (!this.adapter.supportsEmpty()) {
			throw new ValueConversionException(
					"a " + this.adapter.getReactiveType().getSimpleName() + " always has a value");
		}
		return () -> () -> this.adapter.fromPublisher(Mono.empty());
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		return this.adapter.isMultiValue() ? ValuePlan.all(this.element.planElements(value), this::all)
				: ValuePlan.all(List.of(this.element.plan(value)), this::all);
	}

	private Object all(List<@Nullable Object> values) {
		values.forEach(Objects::requireNonNull);
		return this.adapter
			.fromPublisher(this.adapter.isMultiValue() ? Flux.fromIterable(values) : Mono.justOrEmpty(values.get(0)));
	}

}
