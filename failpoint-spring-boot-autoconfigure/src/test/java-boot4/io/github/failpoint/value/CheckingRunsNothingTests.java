package io.github.failpoint.value;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that checking a value against data asks nobody for names, which are asked for
 * before anything is made.
 */
class CheckingRunsNothingTests {

	private static final List<String> RUN = new ArrayList<>();

	private final Conversions conversions = new Conversions(new DefaultListableBeanFactory());

	@BeforeEach
	void forget() {
		RUN.clear();
		this.conversions.beanFactory().registerBeanDefinition("mapper", new RootBeanDefinition(JsonMapper.class, () -> {
			RUN.add("mapper");
			return JsonMapper.builder().annotationIntrospector(new Introspector()).build();
		}));
	}

	@Test
	void valueThatFitsIsCheckedWithoutAskingForNames() throws Exception {
		ValuePlan plan = this.conversions.plan("{\"name\": \"x\", \"WHOLE-NUMBER\": 7}", Named.class);
		assertThat(RUN).isEmpty();
		assertRefused(plan::resolve, "\"name\" is none of its members, which are [INNER, NAME, WHOLE-NUMBER]");
		assertThat(RUN).contains("mapper", "introspector", "strategy").doesNotContain("Named");
	}

	@Test
	void namesOfAClassAreAskedForOnce() throws Exception {
		var conversion = this.conversions.conversion();
		for (int i = 0; i < 2; i++) {
			conversion.plan(Conversions.value("[{\"NAME\": \"x\"}, {\"NAME\": \"y\"}]"), listOf(Named.class), "io.github.failpoint.value")
				.resolve();
		}
		assertThat(RUN).filteredOn("strategy"::equals).hasSize(3);
	}

	@Test
	void valueThatDoesNotFitIsRefusedWithoutAskingForNames() {
		assertRefused(() -> plan("{\"number\": \"x\"}", Named.class), "\"x\" is not an int");
		assertRefused(() -> plan("{\"name\": \"x\", \"name\": \"y\"}", Named.class), "\"name\" is there already");
		assertRefused(() -> plan("[{\"file\": null}]", listOf(OfFile.class)), "java.io.File takes only");
		assertThat(RUN).isEmpty();
	}

	@Test
	void namesOfAllAreAskedForBeforeOneIsMade() throws Exception {
		ValuePlan plan = plan("[{\"NAME\": \"x\"}, {\"NAME\": \"y\", \"inner\": {\"key\": {\"OTHER\": 1}}}]",
				listOf(Named.class));
		assertRefused(plan::resolve, "\"inner\" is none of its members");
		ValuePlan nested = plan("[{\"NAME\": \"x\"}, {\"INNER\": {\"key\": {\"other\": 1}}}]", listOf(Named.class));
		assertRefused(nested::resolve, "\"other\" is none of its members");
		assertThat(RUN).doesNotContain("Named");
	}

	@Test
	void memberWithARenamedNameIsCheckedBeforeAnythingIsMade() throws Exception {
		assertRefused(() -> plan("[{\"NAME\": \"x\"}, {\"WHOLE-NUMBER\": \"y\"}]", listOf(Named.class)).resolve(),
				"\"WHOLE-NUMBER\": \"y\" is not an int");
		assertThat(RUN).doesNotContain("Named");
		assertThat(plan("{\"WHOLE-NUMBER\": 7}", Named.class).resolve().make().get()).isEqualTo(new Named(null, 7, null));
	}

	@Test
	void creatorOfOneTakesTheWholeValueIfNoMemberIsNamedSo() throws Exception {
		assertThat(plan("{\"text\": \"x\"}", Whole.class).resolve().make().get()).hasToString("{\"text\": \"x\"}");
		assertThat(plan("{\"TEXT\": \"x\"}", Whole.class).resolve().make().get()).hasToString("x");
	}

	private ValuePlan plan(String value, java.lang.reflect.Type type) throws ValueConversionException {
		return this.conversions.plan(value, type);
	}

	private static void assertRefused(ThrowingCallable callable, String reason) {
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(callable).withMessageContaining(reason);
	}

	private static java.lang.reflect.Type listOf(Class<?> element) {
		return ResolvableType.forClassWithGenerics(List.class, element).getType();
	}

	@JsonNaming(Strategy.class)
	record Named(String name, int number, Map<String, Inner> inner) {

		Named {
			RUN.add("Named");
		}

	}

	@JsonNaming(Strategy.class)
	record Inner(int other) {
	}

	@JsonNaming(Strategy.class)
	record OfFile(File file) {
	}

	@JsonNaming(Strategy.class)
	static class Whole {

		private final String text;

		@JsonCreator
		Whole(String text) {
			this.text = text;
		}

		public String getText() {
			return this.text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	@SuppressWarnings("serial")
	static class Strategy extends PropertyNamingStrategies.NamingBase {

		@Override
		public String translate(String name) {
			RUN.add("strategy");
			return name.equals("number") ? "WHOLE-NUMBER" : name.toUpperCase(java.util.Locale.ROOT);
		}

	}

	@SuppressWarnings("serial")
	static class Introspector extends JacksonAnnotationIntrospector {

		@Override
		public String findImplicitPropertyName(MapperConfig<?> config, AnnotatedMember member) {
			RUN.add("introspector");
			return super.findImplicitPropertyName(config, member);
		}

	}

}
