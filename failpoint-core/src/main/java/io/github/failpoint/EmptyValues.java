package io.github.failpoint;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The empty values of the JDK's types. Collections are fresh and mutable, since callers
 * may add to what they got.
 */
final class EmptyValues {

	private static final Map<Class<?>, Supplier<Object>> VALUES = Map.ofEntries(
			Map.entry(Optional.class, Optional::empty), Map.entry(OptionalInt.class, OptionalInt::empty),
			Map.entry(OptionalLong.class, OptionalLong::empty), Map.entry(OptionalDouble.class, OptionalDouble::empty),
			Map.entry(Iterable.class, ArrayList::new), Map.entry(Collection.class, ArrayList::new),
			Map.entry(List.class, ArrayList::new), Map.entry(ArrayList.class, ArrayList::new),
			Map.entry(Set.class, LinkedHashSet::new), Map.entry(HashSet.class, HashSet::new),
			Map.entry(LinkedHashSet.class, LinkedHashSet::new), Map.entry(SortedSet.class, TreeSet::new),
			Map.entry(NavigableSet.class, TreeSet::new), Map.entry(TreeSet.class, TreeSet::new),
			Map.entry(Queue.class, ArrayDeque::new), Map.entry(Deque.class, ArrayDeque::new),
			Map.entry(Map.class, LinkedHashMap::new), Map.entry(HashMap.class, HashMap::new),
			Map.entry(LinkedHashMap.class, LinkedHashMap::new), Map.entry(SortedMap.class, TreeMap::new),
			Map.entry(NavigableMap.class, TreeMap::new), Map.entry(TreeMap.class, TreeMap::new),
			Map.entry(ConcurrentMap.class, ConcurrentHashMap::new),
			Map.entry(ConcurrentHashMap.class, ConcurrentHashMap::new), Map.entry(Stream.class, Stream::empty),
			Map.entry(IntStream.class, IntStream::empty), Map.entry(LongStream.class, LongStream::empty),
			Map.entry(DoubleStream.class, DoubleStream::empty));

	private EmptyValues() {
	}

	static boolean has(Class<?> type) {
		return type.isPrimitive() || type.isArray() || VALUES.containsKey(type);
	}

	static @Nullable Object of(Class<?> type) {
		if (type.isPrimitive()) {
			return Array.get(Array.newInstance(type, 1), 0);
		}
		if (type.isArray()) {
			return Array.newInstance(type.getComponentType(), 0);
		}
		Supplier<Object> value = VALUES.get(type);
		return (value != null) ? value.get() : null;
	}

}
