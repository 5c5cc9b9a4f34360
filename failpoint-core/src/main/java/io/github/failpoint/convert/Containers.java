package io.github.failpoint.convert;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.TreeSet;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK has for none, one or several values. Callers may add to what they got, so
 * each gets their own.
 */
final class Containers {

	private static final Map<Class<?>, Making> MANY = Map.ofEntries(Map.entry(Iterable.class, (elements) -> elements),
			Map.entry(Collection.class, (elements) -> elements), Map.entry(List.class, (elements) -> elements),
			Map.entry(ArrayList.class, ArrayList::new), Map.entry(LinkedList.class, LinkedList::new),
			Map.entry(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new), Map.entry(Set.class, LinkedHashSet::new),
			Map.entry(HashSet.class, HashSet::new), Map.entry(LinkedHashSet.class, LinkedHashSet::new),
			Map.entry(SortedSet.class, TreeSet::new), Map.entry(NavigableSet.class, TreeSet::new),
			Map.entry(TreeSet.class, TreeSet::new), Map.entry(CopyOnWriteArraySet.class, CopyOnWriteArraySet::new),
			Map.entry(Queue.class, ArrayDeque::new), Map.entry(Deque.class, ArrayDeque::new),
			Map.entry(ArrayDeque.class, ArrayDeque::new), Map.entry(PriorityQueue.class, PriorityQueue::new),
			Map.entry(BlockingQueue.class, LinkedBlockingQueue::new),
			Map.entry(LinkedBlockingQueue.class, LinkedBlockingQueue::new),
			Map.entry(BlockingDeque.class, LinkedBlockingDeque::new),
			Map.entry(LinkedBlockingDeque.class, LinkedBlockingDeque::new),
			Map.entry(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new),
			Map.entry(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new),
			Map.entry(Iterator.class, List::iterator), Map.entry(ListIterator.class, List::listIterator),
			Map.entry(Spliterator.class, List::spliterator), Map.entry(Enumeration.class, Collections::enumeration),
			Map.entry(Stream.class, List::stream));

	private static final Map<Class<?>, Primitives> PRIMITIVES = Map.of(IntStream.class,
			new Primitives(int.class, (all) -> all.stream().mapToInt((element) -> (int) element)), LongStream.class,
			new Primitives(long.class, (all) -> all.stream().mapToLong((element) -> (long) element)),
			DoubleStream.class,
			new Primitives(double.class, (all) -> all.stream().mapToDouble((element) -> (double) element)));

	/**
	 * Types that later versions of the JDK have.
	 */
	private static final Map<String, Making> LATER_MANY = Map.of("java.util.SequencedCollection",
			(elements) -> elements, "java.util.SequencedSet", LinkedHashSet::new);

	private Containers() {
	}

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		Class<?> raw = Conversion.rawClass(type);
		if (raw.isArray()) {
			return array(type, raw.getComponentType(), place);
		}
		Primitives primitives = PRIMITIVES.get(raw);
		if (primitives != null) {
			return new Many(place.find(primitives.element()), primitives.making());
		}
		Making many = MANY.getOrDefault(raw, LATER_MANY.get(raw.getName()));
		if (many != null) {
			return new Many(place.find(Elements.argument(type, 0)), many);
		}
		ValueTarget target = optional(type, raw, place);
		target = (target != null) ? target : later(type, raw, place);
		return (target != null) ? target : MapTarget.find(type, raw, place);
	}

	private static ValueTarget array(Type type, Class<?> component, ValuePlace place) {
		Type element = (type instanceof GenericArrayType generic) ? generic.getGenericComponentType() : component;
		return new Many(place.find(element), (elements) -> {
			Object array = Array.newInstance(component, elements.size());
			for (int i = 0; i < elements.size(); i++) {
				Array.set(array, i, elements.get(i));
			}
			return array;
		});
	}

	private static @Nullable ValueTarget optional(Type type, Class<?> raw, ValuePlace place) {
		if (raw == Optional.class) {
			return new Maybe(place.find(Elements.argument(type, 0)), Optional.empty(), Optional::ofNullable);
		}
		if (raw == OptionalInt.class) {
			return new Maybe(place.find(int.class), OptionalInt.empty(), (value) -> OptionalInt.of((int) value));
		}
		if (raw == OptionalLong.class) {
			return new Maybe(place.find(long.class), OptionalLong.empty(), (value) -> OptionalLong.of((long) value));
		}
		return (raw == OptionalDouble.class) ? new Maybe(place.find(double.class), OptionalDouble.empty(),
				(value) -> OptionalDouble.of((double) value)) : null;
	}

	private static @Nullable ValueTarget later(Type type, Class<?> raw, ValuePlace place) {
		if (raw == CompletableFuture.class || raw == CompletionStage.class || raw == Future.class) {
			return new Later(place.find(Elements.argument(type, 0)), CompletableFuture::completedFuture);
		}
		return (raw == Callable.class)
				? new Later(place.find(Elements.argument(type, 0)), (value) -> (Callable<?>) () -> value) : null;
	}

	/**
	 * Makes a container of elements that is a list of its own.
	 */
	interface Making extends Function<List<@Nullable Object>, Object> {

	}

	private record Primitives(Class<?> element, Making making) {
	}

	/**
	 * Several values.
	 *
	 * @param element their type
	 * @param making makes the container
	 */
	record Many(ValueTarget element, Function<List<@Nullable Object>, Object> making) implements ValueTarget {

		@Override
		public @Nullable String refusal() {
			return this.element.refusal();
		}

		@Override
		public ValuePlan planAbsent(Value value) {
			return (value instanceof Value.Null) ? ValuePlan.always(null) : ValuePlan.all(List.of(), this.making);
		}

		@Override
		public ValuePlan planPresent(Value value) throws ValueConversionException {
			return ValuePlan.all(Elements.plan(value, this.element), this.making);
		}

	}

	/**
	 * One value or none.
	 *
	 * @param element its type
	 * @param empty the container of none
	 * @param wrap makes the container of one
	 */
	private record Maybe(ValueTarget element, Object empty,
			Function<@Nullable Object, Object> wrap) implements ValueTarget {

		@Override
		public @Nullable String refusal() {
			return this.element.refusal();
		}

		@Override
		public ValuePlan planAbsent(Value value) {
			return ValuePlan.always(this.empty);
		}

		@Override
		public ValuePlan planPresent(Value value) throws ValueConversionException {
			return ValuePlan.all(List.of(this.element.plan(value)), (elements) -> this.wrap.apply(elements.get(0)));
		}

	}

	/**
	 * One value, which may be none, that is asked for later.
	 *
	 * @param element its type
	 * @param wrap makes the container
	 */
	private record Later(ValueTarget element, Function<@Nullable Object, Object> wrap) implements ValueTarget {

		@Override
		public @Nullable String refusal() {
			return this.element.refusal();
		}

		@Override
		public ValuePlan planAbsent(Value value) throws ValueConversionException {
			return planPresent(value);
		}

		@Override
		public ValuePlan planPresent(Value value) throws ValueConversionException {
			return ValuePlan.all(List.of(this.element.plan(value)), (elements) -> this.wrap.apply(elements.get(0)));
		}

	}

}
