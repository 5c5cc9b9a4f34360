package io.github.failpoint.convert;

import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * A map of the JDK, from a JSON object. A key is what a single text can become.
 *
 * @param key the type of its keys
 * @param element the type of its values
 * @param making makes an empty map
 */
record MapTarget(ValueTarget key, ValueTarget element,
		Supplier<Map<@Nullable Object, @Nullable Object>> making) implements ValueTarget {

	private static final Map<Class<?>, Supplier<Map<@Nullable Object, @Nullable Object>>> MAPS = Map.ofEntries(
			Map.entry(Map.class, LinkedHashMap::new), Map.entry(HashMap.class, HashMap::new),
			Map.entry(LinkedHashMap.class, LinkedHashMap::new), Map.entry(SortedMap.class, TreeMap::new),
			Map.entry(NavigableMap.class, TreeMap::new), Map.entry(TreeMap.class, TreeMap::new),
			Map.entry(ConcurrentMap.class, ConcurrentHashMap::new),
			Map.entry(ConcurrentHashMap.class, ConcurrentHashMap::new),
			Map.entry(ConcurrentNavigableMap.class, ConcurrentSkipListMap::new),
			Map.entry(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new));

	private static final String SEQUENCED = "java.util.SequencedMap";

	static @Nullable ValueTarget find(Type type, Class<?> raw, ValuePlace place) {
		Type key = Elements.argument(type, 0);
		Supplier<Map<@Nullable Object, @Nullable Object>> making = (raw == EnumMap.class) ? enumMap(key)
				: MAPS.get(raw.getName().equals(SEQUENCED) ? LinkedHashMap.class : raw);
		return (making != null) ? new MapTarget(place.find(isAny(key) ? String.class : key),
				place.find(Elements.argument(type, 1)), making) : null;
	}

	static ValueTarget ofAny(ValueTarget element) {
		return new MapTarget(new Scalar(String.class, String.class), element, LinkedHashMap::new);
	}

	private static boolean isAny(Type key) {
		return key == Object.class || (key instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 0
				&& wildcard.getUpperBounds()[0] == Object.class);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static @Nullable Supplier<Map<@Nullable Object, @Nullable Object>> enumMap(Type key) {
		return (key instanceof Class<?> type && type.isEnum()) ? () -> new EnumMap(type) : null;
	}

	@Override
	public @Nullable String refusal() {
		if (this.key.refusal() != null) {
			return this.key.refusal();
		}
		return this.key.isKey() ? this.element.refusal() : "only what a text can become can be the key of a map";
	}

	@Override
	public ValuePlan planAbsent(Value value) {
		return (value instanceof Value.Null) ? ValuePlan.always(null) : ValuePlan.all(List.of(), this::map);
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		if (!(value instanceof Value.Json json) || json.isArray()) {
			throw new ValueConversionException(value + " is not a JSON object");
		}
		List<ValuePlan> plans = new ArrayList<>();
		for (Map.Entry<String, Value> member : Json.read(value, json::members).entrySet()) {
			plans.add(this.key.plan(new Value.Text(member.getKey())));
			plans.add(this.element.plan(member.getValue()));
		}
		return new Distinct(ValuePlan.all(plans, this::map), plans.size() / 2);
	}

	private Map<@Nullable Object, @Nullable Object> map(List<@Nullable Object> keysAndValues) {
		Map<@Nullable Object, @Nullable Object> map = this.making.get();
		for (int i = 0; i < keysAndValues.size(); i += 2) {
			map.put(keysAndValues.get(i), keysAndValues.get(i + 1));
		}
		return map;
	}

	/**
	 * A map whose keys differ as values, and not only as texts.
	 *
	 * @param map the map
	 * @param size how many keys were given
	 */
	private record Distinct(ValuePlan map, int size) implements ValuePlan {

		@Override
		public ValuePlan resolve() throws ValueConversionException {
			return new Distinct(this.map.resolve(), this.size);
		}

		@Override
		public Supplier<? extends @Nullable Object> make() throws ValueConversionException {
			Supplier<? extends @Nullable Object> made = this.map.make();
			if (made.get() instanceof Map<?, ?> map && map.size() < this.size) {
				throw new ValueConversionException("two keys of the map are equal");
			}
			return made;
		}

	}

}
