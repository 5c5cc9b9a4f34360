package io.github.failpoint;

import java.util.Collection;
import java.util.Deque;
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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmptyValues}.
 */
class EmptyValuesTests {

	@ParameterizedTest
	@ValueSource(classes = { Iterable.class, Collection.class, List.class, Set.class, SortedSet.class,
			NavigableSet.class, Queue.class, Deque.class, TreeSet.class })
	void collectionsAreEmptyAndFresh(Class<?> type) {
		assertThat(EmptyValues.has(type)).isTrue();
		assertThat(EmptyValues.of(type)).isInstanceOf(type).isNotSameAs(EmptyValues.of(type));
		assertThat((Iterable<?>) EmptyValues.of(type)).isEmpty();
	}

	@Test
	@SuppressWarnings("unchecked")
	void collectionsCanBeAddedTo() {
		List<String> list = (List<String>) EmptyValues.of(List.class);
		list.add("more");
		assertThat(list).containsExactly("more");
	}

	@ParameterizedTest
	@ValueSource(classes = { Map.class, SortedMap.class, NavigableMap.class, ConcurrentMap.class })
	void mapsAreEmptyAndFresh(Class<?> type) {
		assertThat(EmptyValues.of(type)).isInstanceOf(type).isNotSameAs(EmptyValues.of(type));
		assertThat((Map<?, ?>) EmptyValues.of(type)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { Stream.class, IntStream.class, LongStream.class, DoubleStream.class })
	void streamsAreEmptyAndUnused(Class<?> type) {
		assertThat(EmptyValues.of(type)).isInstanceOf(type);
		assertThat(((BaseStream<?, ?>) EmptyValues.of(type)).iterator()).isExhausted();
		assertThat(((BaseStream<?, ?>) EmptyValues.of(type)).iterator()).isExhausted();
	}

	@Test
	void optionalsAreEmpty() {
		assertThat(EmptyValues.of(Optional.class)).isEqualTo(Optional.empty());
		assertThat(EmptyValues.of(OptionalInt.class)).isEqualTo(OptionalInt.empty());
		assertThat(EmptyValues.of(OptionalLong.class)).isEqualTo(OptionalLong.empty());
		assertThat(EmptyValues.of(OptionalDouble.class)).isEqualTo(OptionalDouble.empty());
	}

	@Test
	void primitivesAreZeroOrFalse() {
		assertThat(EmptyValues.of(boolean.class)).isEqualTo(false);
		assertThat(EmptyValues.of(char.class)).isEqualTo('\0');
		assertThat(EmptyValues.of(byte.class)).isEqualTo((byte) 0);
		assertThat(EmptyValues.of(short.class)).isEqualTo((short) 0);
		assertThat(EmptyValues.of(int.class)).isEqualTo(0);
		assertThat(EmptyValues.of(long.class)).isEqualTo(0L);
		assertThat(EmptyValues.of(float.class)).isEqualTo(0f);
		assertThat(EmptyValues.of(double.class)).isEqualTo(0d);
	}

	@Test
	void arraysHaveNoElements() {
		assertThat(EmptyValues.of(int[].class)).isEqualTo(new int[0]);
		assertThat(EmptyValues.of(String[][].class)).isEqualTo(new String[0][]);
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, Integer.class, Object.class, Thread.State.class, Void.class })
	void othersHaveNone(Class<?> type) {
		assertThat(EmptyValues.has(type)).isFalse();
		assertThat(EmptyValues.of(type)).isNull();
	}

}
