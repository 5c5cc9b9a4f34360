package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.failpoint.convert.ValueConversionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for data whose types are made of themselves, have bounds, or fail.
 */
class IntricateDataTests {

	private final Conversions conversions = Conversions.without();

	@Test
	void typeWithinItselfHasItsEmptyValueToo() throws Exception {
		assertThat(convert("{\"value\": \"a\", \"next\": {\"value\": \"b\"}}", "chain"))
			.isEqualTo(new Chain<>("a", Optional.of(new Chain<>("b", Optional.empty()))));
	}

	@Test
	void wildcardHasTheBoundOfItsVariable() throws Exception {
		assertThat(((NumberField<?>) convert("{\"value\": 1.0}", "field")).value).hasToString("1.0");
		assertRefused("{\"value\": \"x\"}", "field").withMessageContaining("\"x\" is not a Number");
		assertRefused("{\"value\": \"x\"}", "component").withMessageContaining("\"x\" is not a Number");
		assertRefused("{\"value\": [1]}", "texts").withMessageContaining("a T takes only \"return\"");
	}

	@Test
	void keysFitWhatTheirTypeIsProvedToBe() throws Exception {
		assertRefused("{\"a\": \"b\"}", "ofAnyKey").withMessageContaining("a K takes only \"return\"");
		assertRefused("{\"a\": \"b\"}", "aboveInteger").withMessageContaining("\"a\" is not an Integer");
		assertThat(convert("{\"1\": \"b\"}", "aboveInteger")).isEqualTo(Map.of(1, "b"));
		assertThat(convert("{\"a\": \"b\"}", "unbounded")).isEqualTo(Map.of("a", "b"));
	}

	@Test
	void typeThatGrowsWithoutEndIsRefusedAtOnce() {
		assertRefused("{}", "growing").withMessageContaining("it is made of too many types");
		assertRefused("{}", "growingArrays").withMessageContaining("it is made of too many types");
	}

	@Test
	void subtypeThatIsNoneIsNotMade() {
		assertRefused("{\"@type\": \"other\"}", "base").withMessageContaining("\"@type\" is none of []");
	}

	@Test
	void valuesWithinValuesAreNotRepeatedInTheMessage() {
		String deep = "{\"value\": \"a\", \"next\": ".repeat(60) + "7" + "}".repeat(60);
		assertRefused(deep, "chain").extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
			.endsWith("it takes a JSON object")
			.hasSizeLessThan(10_000);
	}

	@Test
	void elementsThatFailAreRefused() {
		assertRefused("[{}, {}]", "failingSorted").withMessageContaining("IllegalStateException: compared");
		assertRefused("[{}]", "failing").withMessageContaining("IllegalStateException: hashed");
	}

	@Test
	void classThatFailsToInitializeIsRefused() {
		for (String message : List.of("ExceptionInInitializerError", "Could not initialize class")) {
			assertRefused("{}", "uninitialized").withMessageContaining(message);
		}
	}

	private Object convert(String value, String place) throws ValueConversionException {
		return this.conversions.convert(value, type(place));
	}

	private ThrowableAssertAlternative<ValueConversionException> assertRefused(String value, String place) {
		return assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert(value, place));
	}

	private static Type type(String place) {
		return ReflectionUtils.findMethod(Places.class, place).getGenericReturnType();
	}

	interface Places {

		Chain<String> chain();

		NumberField<?> field();

		NumberComponent<?> component();

		Texts<?> texts();

		<K> Map<K, String> ofAnyKey();

		Map<? super Integer, String> aboveInteger();

		Map<?, String> unbounded();

		Growing<String> growing();

		GrowingArrays<String> growingArrays();

		Base base();

		SortedSet<Failing> failingSorted();

		Set<Failing> failing();

		Uninitialized uninitialized();

	}

	record Chain<T>(T value, Optional<Chain<T>> next) {
	}

	static class NumberField<T extends Number> {

		T value;

	}

	record NumberComponent<T extends Number>(T value) {
	}

	record Texts<T extends List<String>>(T value) {
	}

	record Both<A, B>(A first, B second) {
	}

	record Growing<T>(T value, Growing<Both<T, T>> next) {
	}

	record GrowingArrays<T>(T value, GrowingArrays<Both<T[], T[]>[]> next) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(value = Other.class, name = "other"))
	interface Base {

	}

	static class Other {

	}

	record Failing() implements Comparable<Failing> {

		@Override
		public int compareTo(Failing other) {
			throw new IllegalStateException("compared");
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Failing;
		}

		@Override
		public int hashCode() {
			throw new IllegalStateException("hashed");
		}

	}

	static class Uninitialized {

		static final int NUMBER = Integer.parseInt("none");

	}

}
