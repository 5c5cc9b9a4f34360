package io.github.failpoint.convert;

import java.io.File;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Conversion} and the types that it knows.
 */
class ConversionTests {

	private static boolean initialized;

	private static boolean keysInitialized;

	private final Conversion conversion = new Conversion(Conversion.NO_OTHERS);

	static Stream<Arguments> scalars() {
		return Stream.of(arguments("1", byte.class, (byte) 1), arguments("-128", Byte.class, (byte) -128),
				arguments("32767", short.class, (short) 32767), arguments("1e3", int.class, 1000),
				arguments("2147483647", Integer.class, Integer.MAX_VALUE), arguments("'42'", int.class, 42),
				arguments("-9223372036854775808", long.class, Long.MIN_VALUE), arguments("1.5", float.class, 1.5f),
				arguments("0.1", double.class, 0.1), arguments("\" 2.50 \"", Double.class, 2.5),
				arguments("1e-5000", double.class, 0.0), arguments("'x'", char.class, 'x'),
				arguments("x", Character.class, 'x'), arguments("true", boolean.class, true),
				arguments("'false'", Boolean.class, false), arguments("2.50", BigDecimal.class, new BigDecimal("2.50")),
				arguments("1e30", BigInteger.class, BigInteger.TEN.pow(30)), arguments("hello", String.class, "hello"),
				arguments("1000", String.class, "1000"), arguments("1e3", String.class, "1000"),
				arguments("1e9999", String.class, "1E+9999"), arguments("true", String.class, "true"),
				arguments("{\"a\": 1}", String.class, "{\"a\": 1}"), arguments("hello", CharSequence.class, "hello"),
				arguments("1.50", String.class, "1.50"), arguments("500", String.class, "500"),
				arguments("BLOCKED", Thread.State.class, Thread.State.BLOCKED),
				arguments("'NEW'", Thread.State.class, Thread.State.NEW));
	}

	@ParameterizedTest
	@MethodSource("scalars")
	void convertsScalars(String value, Class<?> type, Object expected) throws ValueConversionException {
		assertThat(convert(value, type)).isEqualTo(expected);
	}

	static Stream<Arguments> naturals() {
		return Stream.of(arguments("1", 1), arguments("3000000000", 3_000_000_000L),
				arguments("1.5", new BigDecimal("1.5")),
				arguments("12345678901234567890", new BigInteger("12345678901234567890")),
				arguments("500.0", new BigDecimal("500.0")), arguments("500", 500),
				arguments("1e18", new BigDecimal("1e18")), arguments("-2147483649", -2_147_483_649L));
	}

	@ParameterizedTest
	@MethodSource("naturals")
	void aNumberWithoutATypeTakesTheNaturalOne(String value, Object expected) throws ValueConversionException {
		assertThat(convert(value, Number.class)).isEqualTo(expected);
		assertThat(convert(value, Object.class)).isEqualTo(expected);
	}

	@Test
	void anObjectTakesEveryScalar() throws ValueConversionException {
		assertThat(convert("true", Object.class)).isEqualTo(true);
		assertThat(convert("text", Object.class)).isEqualTo("text");
		assertThat(convert("'1'", Object.class)).isEqualTo("1");
		assertThat(convert("null", Object.class)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "128 | byte | 128 is not a byte",
			"1.5 | int | 1.5 is not an int", "3000000000 | java.lang.Integer | 3000000000 is not an Integer",
			"abc | int | \"abc\" is not an int", "'' | int | \"\" is not an int", "true | int | true is not an int",
			"null | int | null is not an int", "1 | boolean | 1 is neither true nor false",
			"ture | boolean | \"ture\" is neither true nor false", "xy | char | \"xy\" is not a char",
			"1 | char | 1 is not a char", "1e400 | double | 1E+400 is not a double",
			"1e39 | float | 1E+39 is not a float", "[1] | int | [1] is not an int",
			"1 | java.io.Serializable | a java.io.Serializable takes only \"return\" and \"return(null)\"" })
	void saysWhyAValueDoesNotFit(String value, String type, String message) throws ClassNotFoundException {
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert(value, named(type)))
			.withMessage(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e2147483647", "-1e2147483647", "1e-2147483640", "1e1001" })
	void hugeExponentsAreNeverWrittenOut(String value) throws ValueConversionException {
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert(value, BigInteger.class));
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert(value, long.class));
		assertThat((String) convert(value, String.class)).hasSizeLessThan(30);
		assertThat(convert(value, BigDecimal.class)).isEqualTo(new BigDecimal(value));
	}

	@Test
	void hugeExponentsInTextAreNeverWrittenOut() {
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("'1e2147483647'", BigInteger.class));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("'1e99999999999'", BigInteger.class));
	}

	@Test
	void listsTheConstantsOfAnEnumAndGuesses() {
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("BLOKED", Thread.State.class))
			.withMessage("\"BLOKED\" is not one of [NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, TERMINATED], "
					+ "did you mean BLOCKED?");
	}

	@Test
	void convertsConstantsThatHaveABody() throws ValueConversionException {
		assertThat(convert("SECOND", Bodied.class)).isEqualTo(Bodied.SECOND);
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, Integer.class, Thread.State.class, Object.class, Number.class, List.class,
			int[].class, BigInteger.class, Thread.class })
	void nullIsNullItself(Class<?> type) throws ValueConversionException {
		assertThat(convert("null", type)).isNull();
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, Integer.class, Thread.State.class, Object.class, Thread.class })
	void noValueIsNullWhereATypeHasNoEmptyValue(Class<?> type) throws ValueConversionException {
		assertThat(nothing(type)).isNull();
	}

	@Test
	void noValueIsTheEmptyValueOfTheType() throws Exception {
		assertThat(nothing(int.class)).isEqualTo(0);
		assertThat(nothing(type("names"))).isEqualTo(List.of());
		assertThat(nothing(type("maybe"))).isEqualTo(Optional.empty());
		assertThat(nothing(type("generics"))).isEqualTo(new List<?>[0]);
		assertThat(future(nothing(type("later")))).isCompletedWithValue(null);
	}

	@ParameterizedTest
	@ValueSource(classes = { void.class, Void.class })
	void whereNothingIsReturnedOnlyNothingConverts(Class<?> type) throws ValueConversionException {
		assertThat(nothing(type)).isNull();
		assertThat(convert("null", type)).isNull();
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("1", type))
			.withMessage("a place that returns nothing takes \"return\" without a value");
	}

	@Test
	void wrapsInAnOptional() throws Exception {
		assertThat(convert("5", type("maybe"))).isEqualTo(Optional.of(5));
		assertThat(convert("null", type("maybe"))).isEqualTo(Optional.empty());
		assertThat(convert("5", Optional.class)).isEqualTo(Optional.of(5));
		assertThat(convert("5", type("maybeAnything"))).isEqualTo(Optional.of(5));
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("abc", type("maybe")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "later", "stage", "future" })
	void wrapsInACompletedFuture(String field) throws Exception {
		assertThat(future(convert("true", type(field)))).isCompletedWithValue(true);
		assertThat(future(convert("null", type(field)))).isCompletedWithValue(null);
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("1", type(field)));
	}

	@Test
	void noValueInAFutureIsTheEmptyValueOfWhatItHolds() throws Exception {
		assertThat(future(convert("", type("later")))).isCompletedWithValue(null);
		assertThat(future(convert("", type("laterMaybe")))).isCompletedWithValue(Optional.empty());
		assertThat(future(convert("", type("laterNames")))).isCompletedWithValue(List.of());
		assertThat(future(convert("", type("done")))).isCompletedWithValue(null);
		assertThat(future(convert("", CompletableFuture.class))).isCompletedWithValue(null);
	}

	@Test
	void wrapsInSeveralLayers() throws Exception {
		assertThat(future(convert("5", type("laterMaybe")))).isCompletedWithValue(Optional.of(5));
		assertThat(future(convert("null", type("laterMaybe")))).isCompletedWithValue(Optional.empty());
	}

	@Test
	void aFutureOfNothingTakesNoValue() throws Exception {
		assertThat(future(convert("null", type("done")))).isCompletedWithValue(null);
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("1", type("done")));
	}

	@Test
	void aTypeThatNobodyKnowsTakesNoValue() {
		for (Class<?> type : List.of(Thread.class, File.class, Path.class, URL.class, InetAddress.class, Class.class,
				Pattern.class, InputStream.class, PrintWriter.class, Comparable.class, Serializable.class,
				Supplier.class, Calendar.class, AtomicInteger.class, Clock.class, AbstractList.class)) {
			assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("7", type))
				.withMessage("a " + type.getName() + " takes only \"return\" and \"return(null)\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "variable", "variables", "files", "byFile", "maybeFile", "laterFile", "deepFiles" })
	void whatIsMadeOfATypeThatNobodyKnowsTakesNoValue(String method) throws Exception {
		Type type = Shapes.class.getDeclaredMethod(method).getGenericReturnType();
		for (String value : List.of("5", "x", "[]", "{}", "[null]")) {
			assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert(value, type))
				.withMessageContaining("takes only \"return\" and \"return(null)\"");
		}
		convert("null", type);
		plan(new Value.None(), type);
	}

	@Test
	void othersAreAskedForWhatIsNoScalar() throws Exception {
		List<Type> asked = new ArrayList<>();
		Conversion conversion = new Conversion((type, place) -> {
			asked.add(type);
			return null;
		});
		conversion.plan(value("[1]"), type("names"), "");
		conversion.plan(value("2026-02-28"), LocalDate.class, "");
		assertThat(asked).containsExactly(type("names"), LocalDate.class);
	}

	@Test
	void aTypeThatNeverEndsIsRefused() throws Exception {
		Conversion conversion = new Conversion(
				(type, place) -> (type == Object.class) ? null : place.find(listOf(type)));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> conversion.plan(value("[1]"), Thread.class, ""))
			.withMessageContaining("is made of too many types");
	}

	@Test
	void anEnumIsNotInitializedBeforeItIsMade() throws Exception {
		ValuePlan plan = this.conversion.plan(value("ONE"), Watched.class, "");
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("TWO", Watched.class))
			.withMessageStartingWith("\"TWO\" is not one of [ONE]");
		assertThat(initialized).isFalse();
		assertThat(plan.make().get()).hasToString("ONE");
		assertThat(initialized).isTrue();
	}

	static Stream<Arguments> texts() {
		return Stream.of(arguments("10s", Duration.class, Duration.ofSeconds(10)),
				arguments("PT5M", Duration.class, Duration.ofMinutes(5)),
				arguments("500", Duration.class, Duration.ofMillis(500)),
				arguments("1d", Duration.class, Duration.ofDays(1)),
				arguments("P1M2D", Period.class, Period.of(0, 1, 2)), arguments("2026", Year.class, Year.of(2026)),
				arguments("2026-02-28", LocalDate.class, LocalDate.of(2026, 2, 28)),
				arguments("2026-02-28T10:00:00Z", Instant.class, Instant.parse("2026-02-28T10:00:00Z")),
				arguments("2026-02-28T10:00:00Z", Date.class, Date.from(Instant.parse("2026-02-28T10:00:00Z"))),
				arguments("1970-01-02", Date.class, new Date(86_400_000)),
				arguments("1970-01-01T00:00:01", Date.class, new Date(1000)),
				arguments("de_DE", Locale.class, Locale.GERMANY),
				arguments("EUR", Currency.class, Currency.getInstance("EUR")),
				arguments("latin1", Charset.class, StandardCharsets.ISO_8859_1),
				arguments("Europe/Berlin", ZoneId.class, ZoneId.of("Europe/Berlin")),
				arguments("mailto:a@b", URI.class, URI.create("mailto:a@b")),
				arguments("00000000-0000-0001-0000-000000000002", UUID.class, new UUID(1, 2)),
				arguments("\u00e4", byte[].class, new byte[] { (byte) 0xc3, (byte) 0xa4 }));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void convertsWhatIsWrittenAsText(String value, Class<?> type, Object expected) throws ValueConversionException {
		assertThat(convert("\"" + value + "\"", type)).isEqualTo(expected);
		assertThat(convert(value, type)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(classes = { Duration.class, Instant.class, Date.class, Locale.class, Currency.class, Charset.class,
			ZoneId.class, URI.class, UUID.class, Year.class })
	void saysWhatIsWrittenOtherwise(Class<?> type) {
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("\"no such \\\\\"", type))
			.withMessageMatching(".* is not an? " + Pattern.quote(type.getName()) + ", such as .+");
	}

	@Test
	void whatIsMutableIsFresh() throws Exception {
		for (Type type : List.of(Date.class, byte[].class, type("names"), Map.class, Object.class)) {
			Supplier<?> made = plan(value((type == Date.class) ? "2026-02-28" : (type == Map.class) ? "{}" : "[1]"),
					type)
				.make();
			assertThat(made.get()).isEqualTo(made.get()).isNotSameAs(made.get());
		}
	}

	@Test
	void anObjectIsWhatJsonSays() throws Exception {
		assertThat(convert("[1, 1.50, 3000000000, \"a\", true, null, {\"b\": [5e2]}]", Object.class))
			.isEqualTo(Arrays.asList(1, new BigDecimal("1.50"), 3_000_000_000L, "a", true, null,
					Map.of("b", List.of(new BigDecimal("5e2")))));
		assertThat(convert("[1, 1.50]", listOf(Number.class))).isEqualTo(List.of(1, new BigDecimal("1.50")));
	}

	@ParameterizedTest
	@ValueSource(classes = { Iterable.class, Collection.class, List.class, LinkedList.class, Set.class, SortedSet.class,
			Queue.class, Deque.class, BlockingQueue.class, CopyOnWriteArrayList.class, Iterator.class,
			Enumeration.class, Spliterator.class, Stream.class })
	void oneRuleForElements(Class<?> container) throws Exception {
		Type type = new Parameterized(container, Integer.class);
		for (Map.Entry<String, ? extends List<?>> value : Map
			.of("[1, 2]", List.of(1, 2), "\"1, 2\"", List.of(1, 2), "7", List.of(7), "[]", List.of(), "\"\"", List.of())
			.entrySet()) {
			assertThat((Object) elements(convert(value.getKey(), type))).isEqualTo(value.getValue());
		}
		assertThat(elements(plan(new Value.None(), type).make().get())).isEmpty();
		assertThat(convert("null", type)).isNull();
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("[1, x]", type))
			.withMessageContaining("it is not JSON at position 4");
	}

	@Test
	void elementsOfPrimitives() throws Exception {
		assertThat((int[]) convert("[1, 2]", int[].class)).containsExactly(1, 2);
		assertThat((String[]) convert("\"a,b\"", String[].class)).containsExactly("a", "b");
		assertThat(((IntStream) convert("[1, 2]", IntStream.class)).sum()).isEqualTo(3);
		assertThat(((LongStream) convert("7", LongStream.class)).sum()).isEqualTo(7);
		assertThat(((DoubleStream) convert("[0.5]", DoubleStream.class)).sum()).isEqualTo(0.5);
		assertThat(convert("7", OptionalInt.class)).isEqualTo(OptionalInt.of(7));
		assertThat(convert("7", OptionalLong.class)).isEqualTo(OptionalLong.of(7));
		assertThat(convert("0.5", OptionalDouble.class)).isEqualTo(OptionalDouble.of(0.5));
		assertThat(convert("null", OptionalInt.class)).isEqualTo(OptionalInt.empty());
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("[1, null]", int[].class))
			.withMessage("null is not an int");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("[1, null]", ArrayDeque.class))
			.withMessage("null cannot be an element there");
		assertThat(((Callable<?>) convert("7", new Parameterized(Callable.class, Long.class))).call()).isEqualTo(7L);
	}

	@Test
	void mapsWithKeysThatTextCanBecome() throws Exception {
		assertThat(convert("{\"1\": \"a\"}", new Parameterized(Map.class, Integer.class, String.class)))
			.isEqualTo(Map.of(1, "a"));
		assertThat(convert("{\"NEW\": 1}", new Parameterized(EnumMap.class, Thread.State.class, Integer.class)))
			.isEqualTo(Map.of(Thread.State.NEW, 1));
		assertThat(convert("{\"2026-02-28\": 1}", new Parameterized(SortedMap.class, LocalDate.class, Object.class)))
			.isEqualTo(Map.of(LocalDate.of(2026, 2, 28), 1));
		assertThat(convert("{\"a\": [1]}", Map.class)).isEqualTo(Map.of("a", List.of(1)));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("{}", new Parameterized(Map.class, List.class, String.class)))
			.withMessage("only what a text can become can be the key of a map");
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert("x", Map.class))
			.withMessage("\"x\" is not a JSON object");
	}

	@Test
	void keysOfAMapDiffer() {
		for (Type key : List.of(Integer.class, BigDecimal.class, Date.class, String.class)) {
			String json = (key == Date.class) ? "{\"2026-02-28\": 1, \"2026-02-28T00:00Z\": 1}"
					: (key == String.class) ? "{\"1\": 1, \"\\u0031\": 1}" : "{\"1\": 1, \"01\": 1}";
			assertThatExceptionOfType(ValueConversionException.class)
				.isThrownBy(() -> convert(json, new Parameterized(Map.class, key, Integer.class)))
				.withMessageMatching("two keys of the map are equal|.* is there already");
		}
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("{\"1.0\": 1, \"1.00\": 1}",
					new Parameterized(SortedMap.class, BigDecimal.class, Integer.class)))
			.withMessage("two keys of the map are equal");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> convert("{\"a\": {\"b\": 1, \"b\": 1}}", Object.class))
			.withMessageContaining("\"b\" is there already");
	}

	@Test
	void noValueInitializesNoEnumEither() throws Exception {
		ValuePlan plan = plan(new Value.None(), new Parameterized(EnumMap.class, Unwatched.class, String.class));
		assertThat(Conversion.isNull(plan)).isFalse();
		assertThat(keysInitialized).isFalse();
		assertThat(plan.make().get()).isEqualTo(Map.of());
		assertThat(keysInitialized).isTrue();
		assertThat(Conversion.isNull(plan(new Value.Null(), Object.class))).isTrue();
	}

	@Test
	void findsTheClassOfEveryKindOfType() throws Exception {
		assertThat(Conversion.rawClass(type("generics"))).isEqualTo(List[].class);
		assertThat(Conversion.rawClass(Shapes.class.getDeclaredMethod("variable").getGenericReturnType()))
			.isEqualTo(Number.class);
	}

	@Test
	void knowsInstancesOfTypes() throws Exception {
		assertThat(Conversion.isInstance(1, int.class)).isTrue();
		assertThat(Conversion.isInstance(1L, int.class)).isFalse();
		assertThat(Conversion.isInstance(null, int.class)).isFalse();
		assertThat(Conversion.isInstance(null, String.class)).isTrue();
		assertThat(Conversion.isInstance(null, void.class)).isTrue();
		assertThat(Conversion.isInstance("anything", void.class)).isTrue();
		assertThat(Conversion.isInstance(List.of(), type("names"))).isTrue();
	}

	private Object convert(String value, Type type) throws ValueConversionException {
		return plan(value(value), type).make().get();
	}

	private Object nothing(Type type) throws ValueConversionException {
		return plan(new Value.None(), type).make().get();
	}

	private ValuePlan plan(Value value, Type type) throws ValueConversionException {
		return this.conversion.plan(value, type, "");
	}

	private static Type listOf(Type element) {
		return new Parameterized(List.class, element);
	}

	@SuppressWarnings("unchecked")
	private static List<Object> elements(Object container) {
		if (container instanceof Iterable<?> iterable) {
			return StreamSupport.stream((Spliterator<Object>) iterable.spliterator(), false).toList();
		}
		if (container instanceof Spliterator<?> spliterator) {
			return StreamSupport.stream((Spliterator<Object>) spliterator, false).toList();
		}
		if (container instanceof Enumeration<?> enumeration) {
			return List.copyOf(Collections.list((Enumeration<Object>) enumeration));
		}
		List<Object> elements = new ArrayList<>();
		((container instanceof Stream<?> stream) ? stream.iterator() : (Iterator<?>) container)
			.forEachRemaining(elements::add);
		return elements;
	}

	@SuppressWarnings("unchecked")
	private static CompletableFuture<Object> future(Object value) {
		return (CompletableFuture<Object>) value;
	}

	private static Value value(String text) {
		return ((Action.Return) Terms.of("return(" + text + ")").terms().get(0).action()).value();
	}

	private static Type type(String field) throws NoSuchFieldException {
		return Shapes.class.getDeclaredField(field).getGenericType();
	}

	private static Class<?> named(String type) throws ClassNotFoundException {
		return switch (type) {
			case "byte" -> byte.class;
			case "char" -> char.class;
			case "int" -> int.class;
			case "float" -> float.class;
			case "double" -> double.class;
			case "boolean" -> boolean.class;
			default -> Class.forName(type);
		};
	}

	private enum Bodied {

		FIRST, SECOND {

			@Override
			public String toString() {
				return "second to none";
			}

		}

	}

	private abstract static class Shapes {

		List<String> names;

		Optional<Integer> maybe;

		Optional<?> maybeAnything;

		CompletableFuture<Boolean> later;

		CompletionStage<Boolean> stage;

		Future<Boolean> future;

		CompletableFuture<Optional<Integer>> laterMaybe;

		CompletableFuture<List<String>> laterNames;

		CompletableFuture<Void> done;

		List<String>[] generics;

		abstract <T extends Number> T variable();

		abstract <T> List<T> variables();

		abstract List<File> files();

		abstract Map<File, String> byFile();

		abstract Optional<File> maybeFile();

		abstract CompletableFuture<File> laterFile();

		abstract Map<String, List<? extends Optional<File[]>>> deepFiles();

	}

	private record Parameterized(Class<?> raw, Type... arguments) implements ParameterizedType {

		@Override
		public Type getRawType() {
			return this.raw;
		}

		@Override
		public Type[] getActualTypeArguments() {
			return this.arguments;
		}

		@Override
		public Type getOwnerType() {
			return null;
		}

	}

	private enum Watched {

		ONE;

		static {
			initialized = true;
		}

	}

	private enum Unwatched {

		ONE;

		static {
			keysInitialized = true;
		}

	}

}
