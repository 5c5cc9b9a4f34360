package io.github.failpoint.value;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.failpoint.convert.ValueConversionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for types that are made of classes that are not there.
 */
class MissingClassesTests {

	private final Conversions conversions = Conversions.without();

	@ParameterizedTest
	@ValueSource(strings = { "OfComponent", "OfGenericComponent", "OfField", "OfGenericField", "OfMethod",
			"OfConstructor", "OfParent", "OfSubtype", "OfPermitted", "OfAnnotation", "OfEnum", "OfBound" })
	void typeIsRefusedInWords(String name) throws Exception {
		ResolvableType type = ResolvableType.forClass(load(name));
		for (String value : List.of("{}", "{\"value\": null}", "x", "A", "7", "{\"@type\": \"x\"}")) {
			assertRefused(value, type);
			for (Class<?> container : List.of(Optional.class, List.class)) {
				assertRefused(value, ResolvableType.forClassWithGenerics(container, type));
			}
			assertRefused("{\"a\": " + (value.startsWith("{") ? value : "\"x\"") + "}",
					ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), type));
		}
		assertThat(this.conversions.convert("null", type.getType())).isNull();
	}

	private void assertRefused(String value, ResolvableType type) {
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> this.conversions.convert(value, type.getType()))
			.withMessageNotContaining("\n");
	}

	private static Class<?> load(String name) throws ClassNotFoundException {
		try {
			return new Hiding().loadClass(MissingClassesTests.class.getName() + "$" + name);
		}
		catch (NoClassDefFoundError ex) {
			return MissingClassesTests.class;
		}
	}

	private static final class Hiding extends ClassLoader {

		Hiding() {
			super(MissingClassesTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.endsWith("$Missing")) {
				throw new ClassNotFoundException(name);
			}
			Class<?> loaded = findLoadedClass(name);
			boolean own = name.startsWith(MissingClassesTests.class.getName() + "$Of");
			return (loaded != null) ? loaded : own ? define(name) : super.loadClass(name, resolve);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = file.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

	static final class Missing implements OfPermitted {

	}

	record OfComponent(Missing value) {
	}

	record OfGenericComponent(List<Missing> value) {
	}

	static class OfField {

		Missing value;

	}

	static class OfGenericField {

		Map<String, List<? extends Missing>> value;

	}

	static class OfMethod {

		String value;

		Missing value() {
			return new Missing();
		}

	}

	static class OfConstructor {

		private final String value;

		OfConstructor(String value, Missing other) {
			this.value = value + other;
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	static class OfParent {

		Generic<Missing> value;

	}

	static class Generic<T> {

		T value;

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(value = Missing.class, name = "x"))
	interface OfSubtype {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface OfPermitted permits Missing {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Naming {

		Class<?>[] value();

	}

	@Naming(Missing.class)
	record OfAnnotation(Missing value) {
	}

	enum OfEnum {

		A, B;

		public Missing missing;

	}

	record OfBound<T extends Missing>(T value) {
	}

}
