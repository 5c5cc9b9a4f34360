package io.github.failpoint.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;

/**
 * The names of Jackson 3.
 *
 * @param mapper a copy of the application's mapper that sees all fields
 */
record Jackson3Names(JsonMapper mapper) implements JsonNames {

	static JsonNames create(BeanFactory beanFactory) {
		JsonMapper mapper = beanFactory.getBeanProvider(JsonMapper.class).getIfUnique(JsonMapper::new);
		return new Jackson3Names(mapper.rebuild()
			.changeDefaultVisibility((visibility) -> visibility.withFieldVisibility(Visibility.ANY))
			.build());
	}

	@Override
	public Map<String, List<String>> of(Class<?> type) {
		Map<String, List<String>> names = new HashMap<>();
		for (BeanPropertyDefinition property : properties(this.mapper.constructType(type))) {
			names.put(property.getInternalName(),
					Stream
						.concat(Stream.of(property.getName()),
								property.findAliases().stream().map(PropertyName::getSimpleName))
						.toList());
		}
		return names;
	}

	private List<BeanPropertyDefinition> properties(JavaType type) {
		try {
			ClassIntrospector introspector = this.mapper.deserializationConfig().classIntrospectorInstance();
			return introspector.introspectForDeserialization(type, introspector.introspectClassAnnotations(type))
				.findProperties();
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
