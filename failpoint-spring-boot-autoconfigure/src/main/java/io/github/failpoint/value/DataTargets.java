package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValueTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the application's data types, and all that they are made of.
 */
final class DataTargets {

	private final OwnTypes own;

	private final Supplier<@Nullable JsonNames> names;

	private final Map<Class<?>, Map<String, List<String>>> known = new ConcurrentHashMap<>();

	private final boolean json;

	DataTargets(OwnTypes own, ConfigurableBeanFactory beanFactory) {
		this.own = own;
		this.json = JsonNames.isPresent(beanFactory.getBeanClassLoader());
		this.names = SingletonSupplier.ofNullable(() -> JsonNames.find(beanFactory));
	}

	@Nullable ValueTarget find(Type type, ValuePlace place) {
		Class<?> raw = ResolvableType.forType(type).resolve(Object.class);
		if (raw.isArray() || !this.own.contains(raw, place)) {
			return null;
		}
		if (!this.json) {
			return Refused.of(raw, "there is no JSON without Jackson on the class path");
		}
		try {
			return JsonSubtypes.areNamed(raw) ? subtypes(type, raw, place) : data(type, raw, place);
		}
		catch (ValueConversionException ex) {
			return Refused.of(raw, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Say what a type of somebody else lacks.
	 */
	@Nullable ValueTarget refuse(Type type, ValuePlace place) {
		Class<?> raw = ResolvableType.forType(type).resolve(Object.class);
		return (raw.isInterface() || raw.isArray() || OwnTypes.isOfTheJdk(raw)) ? null : Refused.of(raw,
				"it is in no package of the application, nor in one that 'failpoint.values.allowed' names");
	}

	private ValueTarget subtypes(Type type, Class<?> raw, ValuePlace place) throws ValueConversionException {
		JsonSubtypes subtypes = JsonSubtypes.of(raw);
		Map<String, DataTarget> targets = new LinkedHashMap<>();
		for (Map.Entry<String, Class<?>> subtype : subtypes.types().entrySet()) {
			Class<?> named = subtype.getValue();
			if (raw.isAssignableFrom(named) && this.own.contains(named, place)) {
				targets.put(subtype.getKey(), data((named == raw) ? type : named, named, place));
			}
		}
		return new SubtypeTarget(raw, subtypes, targets);
	}

	private DataTarget data(Type type, Class<?> raw, ValuePlace place) throws ValueConversionException {
		requireOwn(raw.getSuperclass(), place);
		DataType data = DataType.of(raw);
		List<DataTarget.Part> parts = new ArrayList<>();
		for (DataType.Member member : data.members()) {
			parts.add(new DataTarget.Part(member, place.find(ResolvedTypes.of(type, member.type()))));
		}
		return DataTarget.of(data, parts, this::names);
	}

	private Map<String, List<String>> names(Class<?> raw) throws ValueConversionException {
		Map<String, List<String>> known = this.known.get(raw);
		if (known == null) {
			known = ask(raw);
			this.known.put(raw, known);
		}
		return known;
	}

	private Map<String, List<String>> ask(Class<?> raw) throws ValueConversionException {
		try {
			JsonNames names = this.names.get();
			return (names != null) ? names.of(raw) : Map.of();
		}
		catch (RuntimeException | Error ex) {
			throw new ValueConversionException("Jackson does not understand it", ex);
		}
	}

	private void requireOwn(@Nullable Class<?> parent, ValuePlace place) throws ValueConversionException {
		for (Class<?> type = parent; type != null && type != Object.class
				&& type != Record.class; type = type.getSuperclass()) {
			if (!this.own.contains(type, place)) {
				throw new ValueConversionException("its superclass " + type.getName()
						+ " is in no package of the application, nor in one that 'failpoint.values.allowed' names");
			}
		}
	}

}
