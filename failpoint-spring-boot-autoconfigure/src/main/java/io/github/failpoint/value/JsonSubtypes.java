package io.github.failpoint.value;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.failpoint.convert.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;

/**
 * The subtypes that a type of the application names, and how JSON tells which is meant.
 *
 * @param property the member with the name
 * @param include where the name stands
 * @param types the subtypes by name
 */
record JsonSubtypes(String property, JsonTypeInfo.As include, Map<String, Class<?>> types) {

	private static final Set<String> BY_NAME = Set.of("NAME", "SIMPLE_NAME");

	static boolean areNamed(Class<?> type) {
		return info(type) != null;
	}

	private static @Nullable JsonTypeInfo info(Class<?> type) {
		JsonTypeInfo info = AnnotationUtils.findAnnotation(type, JsonTypeInfo.class);
		return (info != null && info.use() != JsonTypeInfo.Id.NONE) ? info : null;
	}

	static JsonSubtypes of(Class<?> type) throws ValueConversionException {
		JsonTypeInfo info = info(type);
		if (info == null || !BY_NAME.contains(info.use().name())
				|| info.include() == JsonTypeInfo.As.EXTERNAL_PROPERTY) {
			throw new ValueConversionException("JSON names its subtypes in another way than by name");
		}
		Map<Class<?>, String> found = new LinkedHashMap<>();
		collect(type, "", found);
		Map<String, Class<?>> types = new LinkedHashMap<>();
		found.forEach((subtype, given) -> types.put(given.isEmpty() ? name(subtype, info.use()) : given, subtype));
		types.values().removeIf((subtype) -> Modifier.isAbstract(subtype.getModifiers()));
		return new JsonSubtypes(info.property().isEmpty() ? info.use().getDefaultPropertyName() : info.property(),
				info.include(), types);
	}

	private static void collect(Class<?> type, String given, Map<Class<?>, String> found) {
		if (found.putIfAbsent(type, given) != null) {
			return;
		}
		JsonSubTypes subtypes = type.getAnnotation(JsonSubTypes.class);
		if (subtypes != null) {
			Stream.of(subtypes.value()).forEach((subtype) -> collect(subtype.value(), subtype.name(), found));
		}
		if (type.isSealed()) {
			Stream.of(type.getPermittedSubclasses()).forEach((subtype) -> collect(subtype, "", found));
		}
	}

	private static String name(Class<?> type, JsonTypeInfo.Id use) {
		JsonTypeName name = type.getAnnotation(JsonTypeName.class);
		if (name != null && !name.value().isEmpty()) {
			return name.value();
		}
		return use.name().equals("SIMPLE_NAME") ? type.getSimpleName()
				: type.getName().substring(type.getName().lastIndexOf('.') + 1);
	}

}
