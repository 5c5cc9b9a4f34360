package io.github.failpoint.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;

import org.springframework.beans.factory.BeanFactory;

/**
 * The names of Jackson 2.
 *
 * @param mapper a copy of the application's mapper that sees all fields
 */
record Jackson2Names(ObjectMapper mapper) implements JsonNames {

	static JsonNames create(BeanFactory beanFactory) {
		ObjectMapper mapper = beanFactory.getBeanProvider(ObjectMapper.class).getIfUnique(ObjectMapper::new);
		return new Jackson2Names(mapper.copy().setVisibility(PropertyAccessor.FIELD, Visibility.ANY));
	}

	@Override
	public Map<String, List<String>> of(Class<?> type) {
		Map<String, List<String>> names = new HashMap<>();
		for (BeanPropertyDefinition property : this.mapper.getDeserializationConfig()
			.introspect(this.mapper.constructType(type))
			.findProperties()) {
			names.put(property.getInternalName(),
					Stream
						.concat(Stream.of(property.getName()),
								property.findAliases().stream().map(PropertyName::getSimpleName))
						.toList());
		}
		return names;
	}

}
