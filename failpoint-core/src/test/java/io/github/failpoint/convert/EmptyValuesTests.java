package io.github.failpoint.convert;

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

import io.github.failpoint.terms.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the values of types to which nothing is given.
 */
class EmptyValuesTests {

	@ParameterizedTest
	@ValueSource(classes = { Iterable.class, Collection.class, List.class, Set.class, SortedSet.class,
			NavigableSet.class, Queue.class, Deque.class, TreeSet.class })
	void collectionsAreEmptyAndFresh(Class<?> type) {
		assertThat(empty(type)).isInstanceOf(type).isNotSameAs(empty(type));
		assertThat((Iterable<?>) empty(type)).isEmpty();
	}

	@Test
	@SuppressWarnings("unchecked")
	void collectionsCanBeAddedTo() {
		List<String> list = (List<String>) empty(List.class);
		list.add("more");
		assertThat(list).containsExactly("more");
	}

	@ParameterizedTest
	@ValueSource(classes = { Map.class, SortedMap.class, NavigableMap.class, ConcurrentMap.class })
	void mapsAreEmptyAndFresh(Class<?> type) {
		assertThat(empty(type)).isInstanceOf(type).isNotSameAs(empty(type));
		assertThat((Map<?, ?>) empty(type)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { Stream.class, IntStream.class, LongStream.class, DoubleStream.class })
	void streamsAreEmptyAndUnused(Class<?> type) {
		assertThat(empty(type)).isInstanceOf(type);
		assertThat(((BaseStream<?, ?>) empty(type)).iterator()).isExhausted();
		assertThat(((BaseStream<?, ?>) empty(type)).iterator()).isExhausted();
	}

	@Test
	void optionalsAreEmpty() {
		assertThat(empty(Optional.class)).isEqualTo(Optional.empty());
		assertThat(empty(OptionalInt.class)).isEqualTo(OptionalInt.empty());
		assertThat(empty(OptionalLong.class)).isEqualTo(OptionalLong.empty());
		assertThat(empty(OptionalDouble.class)).isEqualTo(OptionalDouble.empty());
	}

	@Test
	void primitivesAreZeroOrFalse() {
		assertThat(empty(boolean.class)).isEqualTo(false);
		assertThat(empty(char.class)).isEqualTo('\0');
		assertThat(empty(byte.class)).isEqualTo((byte) 0);
		assertThat(empty(short.class)).isEqualTo((short) 0);
		assertThat(empty(int.class)).isEqualTo(0);
		assertThat(empty(long.class)).isEqualTo(0L);
		assertThat(empty(float.class)).isEqualTo(0f);
		assertThat(empty(double.class)).isEqualTo(0d);
	}

	@Test
	void arraysHaveNoElements() {
		assertThat(empty(int[].class)).isEqualTo(new int[0]);
		assertThat(empty(String[][].class)).isEqualTo(new String[0][]);
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, Integer.class, Object.class, Thread.State.class, Void.class })
	void othersHaveNone(Class<?> type) {
		assertThat(empty(type)).isNull();
	}

	private static Object empty(Class<?> type) {
		try {
			return new Conversion(Conversion.NO_OTHERS).plan(new Value.None(), type, "").make().get();
		}
		catch (ValueConversionException ex) {
			throw new AssertionError(ex);
		}
	}

}
