package io.github.failpoint.value;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that the versions of Jackson share.
 */
final class JacksonAnnotations {

	private JacksonAnnotations() {
	}

	static boolean isCreator(Executable executable) {
		return mode(executable) != JsonCreator.Mode.DISABLED;
	}

	/**
	 * Whether a creator of one parameter takes the whole value, and not an object with
	 * one member.
	 */
	static boolean takesWhole(Executable creator) {
		JsonCreator.Mode mode = mode(creator);
		return creator.getParameterCount() == 1 && (mode == JsonCreator.Mode.DELEGATING
				|| (mode == JsonCreator.Mode.DEFAULT && nameOf(creator.getParameters()[0]) == null));
	}

	static boolean takesOnlyWhole(Executable creator) {
		return takesWhole(creator) && mode(creator) == JsonCreator.Mode.DELEGATING;
	}

	private static JsonCreator.Mode mode(Executable executable) {
		JsonCreator creator = executable.getAnnotation(JsonCreator.class);
		return (creator != null) ? creator.mode() : JsonCreator.Mode.DISABLED;
	}

	static @Nullable String nameOf(AnnotatedElement element) {
		JsonProperty property = element.getAnnotation(JsonProperty.class);
		return (property != null && !property.value().isEmpty()) ? property.value() : null;
	}

	/**
	 * The names of a member, as far as they are written at it.
	 */
	static List<String> namesOf(AnnotatedElement element, String name) {
		String given = nameOf(element);
		JsonAlias alias = element.getAnnotation(JsonAlias.class);
		return Stream
			.concat(Stream.of((given != null) ? given : name),
					(alias != null) ? Stream.of(alias.value()) : Stream.empty())
			.toList();
	}

	static boolean isIgnored(AnnotatedElement element) {
		JsonIgnore ignore = element.getAnnotation(JsonIgnore.class);
		JsonProperty property = element.getAnnotation(JsonProperty.class);
		return (ignore != null && ignore.value())
				|| (property != null && property.access() == JsonProperty.Access.READ_ONLY);
	}

}
