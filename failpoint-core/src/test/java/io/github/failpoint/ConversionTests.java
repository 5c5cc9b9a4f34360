package io.github.failpoint;

import java.io.Serializable;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

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
 * Tests for {@link Conversion} and {@link Scalars}.
 */
class ConversionTests {

	private final Conversion conversion = new Conversion(Conversion.NO_OTHERS);

	static Stream<Arguments> scalars() {
		return Stream.of(arguments("1", byte.class, (byte) 1), arguments("-128", Byte.class, (byte) -128),
				arguments("32767", short.class, (short) 32767), arguments("1e3", int.class, 1000),
				arguments("2147483647", Integer.class, Integer.MAX_VALUE), arguments("'42'", int.class, 42),
				arguments("-9223372036854775808", long.class, Long.MIN_VALUE), arguments("1.5", float.class, 1.5f),
				arguments("0.1", double.class, 0.1), arguments("\" 2.50 \"", Double.class, 2.5),
				arguments("1e-5000", double.class, 0.0), arguments("'x'", char.class, 'x'),
				arguments("x", Character.class, 'x'), arguments("true", boolean.class, true),
				arguments("'false'", Boolean.class, false), arguments("2.50", BigDecimal.class, new BigDecimal("2.5")),
				arguments("1e30", BigInteger.class, BigInteger.TEN.pow(30)), arguments("hello", String.class, "hello"),
				arguments("1000", String.class, "1000"), arguments("1e3", String.class, "1000"),
				arguments("1e9999", String.class, "1E+9999"), arguments("true", String.class, "true"),
				arguments("{\"a\": 1}", String.class, "{\"a\": 1}"), arguments("hello", CharSequence.class, "hello"),
				arguments("7", Comparable.class, "7"), arguments("text", Serializable.class, "text"),
				arguments("BLOCKED", Thread.State.class, Thread.State.BLOCKED),
				arguments("'NEW'", Thread.State.class, Thread.State.NEW));
	}

	@ParameterizedTest
	@MethodSource("scalars")
	void convertsScalars(String value, Class<?> type, Object expected) throws ValueConversionException {
		assertThat(convert(value, type)).isEqualTo(expected);
	}

	static Stream<Arguments> naturals() {
		return Stream.of(arguments("1", 1), arguments("3000000000", 3_000_000_000L), arguments("1.5", 1.5),
				arguments("12345678901234567890", new BigInteger("12345678901234567890")), arguments("1e19", 1e19),
				arguments("1e18", 1_000_000_000_000_000_000L), arguments("-2147483649", -2_147_483_649L));
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
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "128 | byte | 128 is not a byte", "1.5 | int | 1.5 is not an int",
					"3000000000 | java.lang.Integer | 3E+9 is not an Integer", "abc | int | \"abc\" is not an int",
					"'' | int | \"\" is not an int", "true | int | true is not an int",
					"null | int | null is not an int", "1 | boolean | 1 is neither true nor false",
					"ture | boolean | \"ture\" is neither true nor false", "xy | char | \"xy\" is not a char",
					"1 | char | 1 is not a char", "1e400 | double | 1E+400 is not a double",
					"1e39 | float | 1E+39 is not a float", "1e400 | java.lang.Number | 1E+400 is not a Number",
					"[1] | int | [1] is not an int",
					"1 | java.util.List | 1 cannot be converted to java.util.List " + "without a converter" })
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
	void hugeExponentsReachNoConverter() {
		Conversion conversion = new Conversion((value, type) -> List.of(value));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> conversion.convert(value("1e1001"), List.class))
			.withMessage("1E+1001 has too many digits for java.util.List");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> conversion.convert(value("-1e-2147483647"), List.class));
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
		assertThat(this.conversion.convert(new Value.None(), type)).isNull();
	}

	@Test
	void noValueIsTheEmptyValueOfTheType() throws Exception {
		assertThat(this.conversion.convert(new Value.None(), int.class)).isEqualTo(0);
		assertThat(this.conversion.convert(new Value.None(), type("names"))).isEqualTo(List.of());
		assertThat(this.conversion.convert(new Value.None(), type("maybe"))).isEqualTo(Optional.empty());
		assertThat(this.conversion.convert(new Value.None(), type("generics"))).isEqualTo(new List<?>[0]);
		assertThat(future(this.conversion.convert(new Value.None(), type("later")))).isCompletedWithValue(null);
	}

	@ParameterizedTest
	@ValueSource(classes = { void.class, Void.class })
	void whereNothingIsReturnedOnlyNothingConverts(Class<?> type) throws ValueConversionException {
		assertThat(this.conversion.convert(new Value.None(), type)).isNull();
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
	void everythingElseIsLeftToTheConverter() throws Exception {
		List<Type> asked = new ArrayList<>();
		Conversion conversion = new Conversion((value, type) -> {
			asked.add(type);
			return List.of("converted");
		});
		assertThat(conversion.convert(value("[1]"), type("names"))).isEqualTo(List.of("converted"));
		assertThat(asked).containsExactly(type("names"));
	}

	@Test
	void theConverterIsAskedForEmptyValuesThatOnlyItKnows() throws Exception {
		Thread empty = new Thread();
		Conversion conversion = new Conversion((value, type) -> empty);
		assertThat(conversion.convert(new Value.None(), Thread.class)).isSameAs(empty);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[1]" })
	void aConverterThatAnswersWithAnotherTypeIsRefused(String value) {
		Conversion conversion = new Conversion((given, type) -> "text");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> conversion.convert(value(value), Thread.class))
			.withMessageEndingWith("was not converted to java.lang.Thread");
	}

	@Test
	void findsTheClassOfEveryKindOfType() throws Exception {
		assertThat(Conversion.rawClass(type("generics"))).isEqualTo(List[].class);
		assertThat(Conversion.rawClass(Shapes.class.getDeclaredMethod("variable").getGenericReturnType()))
			.isEqualTo(Number.class);
		assertThat(convert("5", Shapes.class.getDeclaredMethod("variable").getGenericReturnType())).isEqualTo(5);
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
		return this.conversion.convert(value(value), type);
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

	}

}
