package io.github.failpoint.value;

import java.io.File;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.example.library.Ledger;
import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import io.github.failpoint.convert.ValueConversionException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataTarget} and what finds it.
 */
class DataTargetTests {

	private static final List<String> RUN = new ArrayList<>();

	private final Conversions conversions = Conversions.without();

	@BeforeEach
	void forget() {
		RUN.clear();
		Ledger.ENTRIES.clear();
	}

	@Test
	void recordIsMadeByItsConstructor() throws Exception {
		Order order = (Order) convert(
				"{\"id\": 500, \"price\": 1.50, \"day\": \"2026-02-28\", \"note\": null, \"tags\": [\"a\"], \"counts\": {\"x\": 1}, \"any\": [1, 0.5]}",
				Order.class);
		assertThat(order).isEqualTo(new Order(500, new BigDecimal("1.50"), LocalDate.of(2026, 2, 28), Optional.empty(),
				List.of("a"), Map.of("x", 1), List.of(1, new BigDecimal("0.5"))));
		assertThat(convert("{}", Order.class)).isEqualTo(new Order(0, null, null, Optional.empty(), null, null, null));
	}

	@Test
	void constructorRunsOnceAndOnlyWhenTheValueIsMade() throws Exception {
		var plan = this.conversions.plan("[{\"name\": \"a\"}]", listOf(Recorded.class));
		assertThat(RUN).isEmpty();
		var made = plan.make();
		assertThat(RUN).containsExactly("Recorded a");
		assertThat((List<?>) made.get()).hasSize(1).isNotSameAs(made.get());
		assertThat(RUN).hasSize(1);
	}

	@Test
	void constructorThatRefusesSaysWhyInItsWords() {
		assertRefused("{\"name\": \"\"}", Recorded.class)
			.withMessage("{\"name\": \"\"} is not a " + Recorded.class.getTypeName() + ": no\\nname");
	}

	@Test
	void emptyConstructorAndFieldsOfAllClassesButNoSetters() throws Exception {
		Child child = (Child) convert("{\"id\": 7, \"name\": \"x\", \"parent\": {\"id\": 8}}", Child.class);
		assertThat(child.id).isEqualTo(7);
		assertThat(child.name).isEqualTo("x");
		assertThat(child.parent.id).isEqualTo(8);
		assertThat(child.kept).isEqualTo("kept");
		assertThat(RUN).isEmpty();
		for (String member : List.of("fixed", "passing", "ignored", "shared", "virtual", "unknown")) {
			assertRefused("{\"" + member + "\": \"x\"}", Child.class)
				.withMessageContaining("\"" + member + "\" is none of its members");
		}
		assertThat(RUN).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { OfLibrary.class, WithFile.class, WithClass.class, WithFileAsKey.class, DeepFile.class,
			Single.class, Several.class, Built.class, Inner.class, Sneaky.class, Interface.class, ByClass.class,
			Failing.class })
	void whatIsNotDataOrIsMadeOfOtherThanDataIsRefused(Class<?> type) {
		for (String value : List.of("{}", "{\"name\": \"x\"}", "{\"file\": null}", "x", "7", "[]",
				"{\"@class\": \"com.example.library.Loud\"}")) {
			assertRefused(value, type).withMessageContaining("takes only \"return\" and \"return(null)\"");
		}
		assertThat(RUN).isEmpty();
		assertThat(Ledger.ENTRIES).isEmpty();
	}

	@Test
	void reasonNamesTheMember() {
		assertRefused("{}", WithFile.class).withMessage("\"file\" of " + WithFile.class.getTypeName()
				+ ": a java.io.File takes only \"return\" and \"return(null)\"");
		assertRefused("{}", OfLibrary.class).withMessageContaining("its superclass com.example.library.Ledger")
			.withMessageContaining("'failpoint.values.allowed'");
	}

	@Test
	void injectionDeserializersAndAnySettersAreNotAsked() throws Exception {
		Annotated annotated = (Annotated) convert("{\"name\": \"x\", \"day\": \"2026-02-28\"}", Annotated.class);
		assertThat(annotated.name).isEqualTo("x");
		assertThat(annotated.day).isEqualTo("2026-02-28");
		assertRefused("{\"other\": 1}", Annotated.class).withMessageContaining("\"other\" is none of its members");
		assertThat(RUN).isEmpty();
	}

	@Test
	void creatorThatIsMarkedTakesTheWholeValueOrItsMembers() throws Exception {
		assertThat(convert("500", Code.class)).hasToString("500");
		assertThat(convert("503", Code.class)).hasToString("503");
		assertThat(convert("{\"value\": 500}", Code.class)).hasToString("500");
		assertThat(convert("x", Factory.class)).hasToString("x");
		assertThat(convert("{\"the-name\": \"x\"}", Named.class)).hasToString("x");
		assertRefused("x", Named.class).withMessageContaining("it takes a JSON object");
		assertRefused("x", Code.class).withMessageContaining("\"x\" is not an int");
	}

	@Test
	void onlyConstructorWithSeveralParameters() throws Exception {
		assertThat(convert("{\"first\": 1, \"second\": \"b\"}", Pair.class)).hasToString("1b");
		assertRefused("{\"third\": 1}", Pair.class).withMessageContaining("[first, second]");
	}

	@Test
	void genericsAreFilledIn() throws Exception {
		var type = ResolvableType.forClassWithGenerics(Generic.class, Integer.class, Order.class).getType();
		Generic<?, ?> made = (Generic<?, ?>) convert("{\"first\": [\"1\"], \"second\": {\"x\": {\"id\": 3}}}", type);
		assertThat(made.first()).isEqualTo(List.of(1));
		assertThat(made.second().get("x")).isInstanceOf(Order.class);
		assertRefused("{}", Generic.class);
		assertRefused("{\"number\": 1}", Bounded.class).withMessageContaining("takes only");
		assertThat(((OfInteger) convert("{\"value\": [\"1\"]}", OfInteger.class)).value).isEqualTo(List.of(1));
		assertRefused("{}", ResolvableType.forClassWithGenerics(Generic.class, Integer.class, File.class).getType());
	}

	@Test
	void subtypesByNameAmongOwnTypes() throws Exception {
		assertThat(convert("{\"kind\": \"circle\", \"radius\": 2}", Shape.class)).isEqualTo(new Circle(2));
		assertThat(convert("[{\"kind\": \"square\", \"side\": 3}]", listOf(Shape.class)))
			.isEqualTo(List.of(new Square(3)));
		assertRefused("{\"kind\": \"foreign\"}", Shape.class)
			.withMessageContaining("\"kind\" is none of [circle, square]");
		assertRefused("{\"radius\": 2}", Shape.class).withMessageContaining("\"kind\" is none of [circle, square]");
		assertRefused("{\"kind\": \"circle\", \"side\": 2}", Shape.class)
			.withMessageContaining("\"side\" is none of its members");
		assertThat(Ledger.ENTRIES).isEmpty();
	}

	@Test
	void namesAreThoseOfTheMapper() throws Exception {
		assertThat(convert("{\"full_name\": \"x\"}", Aliased.class)).isEqualTo(new Aliased("x"));
		assertThat(convert("{\"fullName\": \"x\"}", Aliased.class)).isEqualTo(new Aliased("x"));
		assertRefused("{\"name\": \"x\"}", Aliased.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\": 1,}", "{id: 1}", "{\"id\": 01}", "{\"id\": \"x\"}", "{\"id\": 1.5}",
			"{\"id\": null}", "{\"id\": {}}", "[1]", "{\"price\": \"x\"}", "{\"day\": 5}",
			"{\"tags\": {\"a\": []}, \"counts\": []}", "7", "x" })
	void refusalsAreInOurWords(String value) {
		assertRefused(value, Order.class).withMessageContaining(" is not a " + Order.class.getTypeName() + ": ")
			.withMessageNotContaining("Exception")
			.withMessageNotContaining("Jackson")
			.withMessageNotContaining("deserialize")
			.withMessageNotContaining("token");
	}

	private Object convert(String value, java.lang.reflect.Type type) throws ValueConversionException {
		return this.conversions.convert(value, type);
	}

	private ThrowableAssertAlternative<ValueConversionException> assertRefused(String value,
			java.lang.reflect.Type type) {
		return assertThatExceptionOfType(ValueConversionException.class).isThrownBy(() -> convert(value, type));
	}

	private static java.lang.reflect.Type listOf(Class<?> element) {
		return ResolvableType.forClassWithGenerics(List.class, element).getType();
	}

	record Order(long id, BigDecimal price, LocalDate day, Optional<String> note, List<String> tags,
			Map<String, Integer> counts, Object any) {
	}

	record Recorded(String name) {

		Recorded {
			if (name.isEmpty()) {
				throw new IllegalArgumentException("no\nname");
			}
			RUN.add("Recorded " + name);
		}

	}

	static class Parent {

		int id;

		public void setId(int id) {
			RUN.add("setId");
		}

	}

	static class Child extends Parent {

		static String shared;

		final String fixed = String.valueOf("fixed");

		transient File passing;

		@JsonIgnore
		File ignored;

		String name;

		String kept = "kept";

		Child parent;

		public void setName(String name) {
			RUN.add("setName");
		}

		@JsonProperty
		public void setVirtual(String virtual) {
			RUN.add("setVirtual");
		}

	}

	static class OfLibrary extends Ledger {

		String note;

	}

	record WithFile(File file) {
	}

	record WithClass(Class<?> type) {
	}

	record WithFileAsKey(Map<File, String> files) {
	}

	record DeepFile(List<Optional<Map<String, WithFile[]>>> files) {
	}

	static class Single {

		Single(String name) {
			RUN.add("Single");
		}

		static Single valueOf(String name) {
			RUN.add("valueOf");
			return new Single(name);
		}

	}

	static class Several {

		Several(String first, String second) {
			RUN.add("Several");
		}

		Several(String first, int second) {
			RUN.add("Several");
		}

	}

	@JsonDeserialize(builder = Built.Builder.class)
	static final class Built {

		private Built(String name) {
			RUN.add("Built");
		}

		@JsonPOJOBuilder(withPrefix = "")
		static class Builder {

			Builder name(String name) {
				RUN.add("name");
				return this;
			}

			Built build() {
				return new Built("x");
			}

		}

	}

	class Inner {

		String name;

	}

	@JsonDeserialize(as = Ledger.class)
	abstract static class Sneaky {

	}

	interface Interface {

		String name();

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	interface ByClass {

	}

	@SuppressWarnings("serial")
	static class Failing extends RuntimeException {

		Failing() {
			RUN.add("Failing");
		}

	}

	static class Annotated {

		@JacksonInject
		String name;

		@JsonDeserialize(using = Unwanted.class)
		LocalDate day;

		@JsonAnySetter
		void any(String name, Object value) {
			RUN.add("any");
		}

	}

	static class Unwanted extends com.fasterxml.jackson.databind.JsonDeserializer<LocalDate> {

		Unwanted() {
			RUN.add("Unwanted");
		}

		@Override
		public LocalDate deserialize(com.fasterxml.jackson.core.JsonParser parser,
				com.fasterxml.jackson.databind.DeserializationContext context) {
			RUN.add("deserialize");
			return LocalDate.EPOCH;
		}

	}

	static class Code {

		private final int value;

		@JsonCreator
		Code(int value) {
			this.value = value;
		}

		public int getValue() {
			return this.value;
		}

		@Override
		public String toString() {
			return Integer.toString(this.value);
		}

	}

	static final class Factory {

		private final String text;

		private Factory(String text) {
			this.text = text;
		}

		@JsonCreator
		static Factory of(String text) {
			return new Factory(text);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	static class Named {

		private final String name;

		@JsonCreator
		Named(@JsonProperty("the-name") String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static class Pair {

		private final String both;

		Pair(int first, String second) {
			this.both = first + second;
		}

		@Override
		public String toString() {
			return this.both;
		}

	}

	record Bounded<N extends Number>(N number) {
	}

	static class Base<T> {

		List<T> value;

	}

	static class Middle<T> extends Base<T> {

	}

	static class OfInteger extends Middle<Integer> {

	}

	record Generic<A, B>(List<A> first, Map<String, B> second) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"), @JsonSubTypes.Type(Square.class),
			@JsonSubTypes.Type(value = Ledger.class, name = "foreign") })
	interface Shape {

	}

	record Circle(int radius) implements Shape {
	}

	@JsonTypeName("square")
	record Square(int side) implements Shape {
	}

	record Aliased(@JsonProperty("full_name") @JsonAlias("fullName") String name) {
	}

}
